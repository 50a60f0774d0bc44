import { toSnowflake } from '../../../src/common';
import { SettingsService } from '../../../src/settings';
import { GuildSettingsRepository } from '../../../src/settings/persistence';
import { Greeter } from '../../../src/welcome/greeter';
import type { Arrival, Greeting, Outcome, Passage } from '../../../src/welcome/greeting';
import { WelcomeNotes } from '../../../src/welcome/welcome-notes';
import { WelcomeService } from '../../../src/welcome/welcome.service';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';

const GUILD = toSnowflake('1180000000000000001');
const CHANNEL = toSnowflake('1180000000000000002');
const MINUTE = 60_000;

/** Discord, as slow and as kind as a test wants it. */
class Door extends Greeter {
  readonly said: { readonly name: string; readonly withPicture: boolean }[] = [];
  readonly roles: string[] = [];
  outcomes: Outcome[] = [];
  sent = 0;
  private opened: (() => void) | null = null;
  private closed: Promise<void> = Promise.resolve();

  close(): void {
    this.closed = new Promise((resolve) => {
      this.opened = resolve;
    });
  }

  open(): void {
    this.opened?.();
  }

  async welcome({ name }: Passage, _settings: unknown, withPicture: boolean): Promise<Greeting> {
    await this.closed;
    this.said.push({ name, withPicture });
    return { components: [], picture: null, notifies: null };
  }

  farewell({ name }: Passage): Greeting {
    this.said.push({ name: `${name} left`, withPicture: false });
    return { components: [], picture: null, notifies: null };
  }

  send(): Promise<Outcome> {
    this.sent += 1;
    return Promise.resolve(this.outcomes.shift() ?? { type: 'done' });
  }

  giveRole(_guildId: unknown, userId: string): Promise<Outcome> {
    this.roles.push(userId);
    return Promise.resolve({ type: 'done' });
  }
}

describe('WelcomeService', () => {
  let database: TestDatabase;
  let clock: SettableClock;
  let door: Door;
  let notes: WelcomeNotes;
  let welcome: WelcomeService;

  beforeEach(async () => {
    database = await openTestDatabase();
    clock = new SettableClock();
    const { unitOfWork } = database;
    const settings = new SettingsService(unitOfWork, new GuildSettingsRepository(unitOfWork));
    await settings.updateWelcome(GUILD, {
      enabled: true,
      leaveEnabled: true,
      channelId: CHANNEL,
      roleId: CHANNEL,
    });
    door = new Door();
    notes = new WelcomeNotes(clock);
    welcome = new WelcomeService(settings, door, notes, clock);
  });
  afterEach(async () => {
    welcome.beforeApplicationShutdown();
    await database.close();
  });

  function arrival(index: number, change: Partial<Arrival> = {}): Arrival {
    const userId = toSnowflake(String(1_190_000_000_000_000_000n + BigInt(index)));
    const who = {
      guildId: GUILD,
      userId,
      name: `member ${index}`,
      handle: 'm',
      avatarUrl: null,
      memberCount: 1,
    };
    return { ...who, joinedAt: clock.now(), isBot: false, isPending: false, ...change };
  }
  const settled = async (count: () => number): Promise<void> => {
    for (let before = -1; before !== count();) {
      before = count();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('greets a raid in order, with pictures for the first and the last only, and no more than may wait', async () => {
    door.close();
    for (let index = 0; index < 1_000; index++) welcome.joined(arrival(index));
    door.open();
    await settled(() => door.said.length);
    // One was on its way while 300 waited.
    expect(door.said.map(({ name }) => name)).toEqual(Array.from({ length: 301 }, (_, n) => `member ${n}`));
    expect(door.said.filter(({ withPicture }) => withPicture).map(({ name }) => name)).toEqual([
      'member 0',
      ...Array.from({ length: 11 }, (_, n) => `member ${290 + n}`),
    ]);
    expect(notes.find(GUILD)?.text).toContain('More than 300');
    await settled(() => door.roles.length);
    expect(door.roles).toHaveLength(1_000);
    clock.pass(25 * 60 * MINUTE);
    expect(notes.find(GUILD)).toBeNull();
  });

  it('greets nobody who has waited for ten minutes', async () => {
    door.outcomes = [{ type: 'later', afterMs: 1 }];
    door.close();
    welcome.joined(arrival(1));
    welcome.joined(arrival(2));
    clock.pass(9 * MINUTE);
    welcome.joined(arrival(3));
    clock.pass(2 * MINUTE);
    door.open();
    await settled(() => door.said.length);
    // The first was made ready already, and is not sent.
    expect(door.said.map(({ name }) => name)).toEqual(['member 1', 'member 3']);
    expect(door.sent).toBe(2);
  });

  it('says each thing once, and nothing of bots', async () => {
    welcome.joined(arrival(1));
    welcome.joined(arrival(1));
    welcome.joined(arrival(2, { isBot: true }));
    welcome.left(arrival(1));
    await settled(() => door.said.length);
    welcome.joined(arrival(1, { joinedAt: new Date(clock.now().getTime() + 1) }));
    await settled(() => door.said.length);
    expect(door.said.map(({ name }) => name)).toEqual(['member 1', 'member 1 left', 'member 1']);
  });

  it('asks nothing for a minute after Discord has said no', async () => {
    const refused: Outcome = { type: 'refused', reason: 'No.', asked: true };
    door.outcomes = [refused, refused];
    welcome.joined(arrival(1));
    await settled(() => door.said.length);
    welcome.joined(arrival(2));
    await settled(() => door.said.length);
    expect(door.said).toHaveLength(1);
    expect(door.outcomes).toHaveLength(1);
    expect(notes.find(GUILD)?.text).toBe('No.');
    clock.pass(MINUTE + 1);
    welcome.joined(arrival(3));
    await settled(() => door.said.length);
    expect(door.outcomes).toHaveLength(0);
  });

  it('gives a role to who has agreed to the rules, once, and not to who left before', async () => {
    const [ann, bob] = [arrival(1, { isPending: true }), arrival(2, { isPending: true })];
    welcome.joined(ann);
    welcome.joined(bob);
    welcome.left(bob);
    for (const { userId } of [ann, bob, ann]) welcome.agreed(GUILD, userId);
    await settled(() => door.roles.length);
    expect(door.roles).toEqual([ann.userId]);
  });
});
