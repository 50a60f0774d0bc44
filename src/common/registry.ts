/** What features have to add to something that the kit or another feature shows; they register it at start-up. */
export abstract class Registry<Entry> {
  private readonly registered: Entry[] = [];

  register(entry: Entry): void {
    this.registered.push(entry);
  }

  get all(): readonly Entry[] {
    return this.registered;
  }
}
