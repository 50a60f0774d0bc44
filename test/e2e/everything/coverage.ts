import type { Role } from './cases';
import type { Usable } from './registered';

/** What was driven, by whom, and what is left. */
export class Coverage {
  private readonly driven = new Set<string>();

  command(name: string, role: Role, options: Readonly<Record<string, unknown>>): void {
    this.driven.add(`/${name} by ${role}`);
    for (const [option, value] of Object.entries(options)) {
      this.driven.add(`/${name} ${option}:`).add(`/${name} ${option}:${String(value)}`);
    }
  }

  suggestion(name: string, option: string): void {
    this.driven.add(`/${name} ${option}: while it is typed`);
  }

  press(handler: string): void {
    this.driven.add(handler);
  }

  forgery(handler: string): void {
    this.driven.add(`${handler} by a stranger`);
  }

  missingCommands(usables: readonly Usable[], roles: readonly Role[]): string[] {
    const wanted = usables.flatMap(({ name, options }) => [
      ...roles.map((role) => `/${name} by ${role}`),
      ...options.flatMap((option) => [
        `/${name} ${option.name}:`,
        ...(option.choices ?? []).map(({ value }) => `/${name} ${option.name}:${value}`),
        ...(option.autocomplete === true ? [`/${name} ${option.name}: while it is typed`] : []),
      ]),
    ]);
    return wanted.filter((each) => !this.driven.has(each));
  }

  missingHandlers(handlers: readonly string[]): string[] {
    const wanted = handlers.flatMap((handler) => [handler, `${handler} by a stranger`]);
    return wanted.filter((each) => !this.driven.has(each));
  }
}
