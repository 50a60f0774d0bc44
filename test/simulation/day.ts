import { SeededRandom } from '../support/seeded-random';
import { AnimeDesk } from './anime-desk';
import { Community } from './community';
import { killAt, type Moment } from './killer';
import { MangaDesk } from './manga-desk';
import { clock } from './oracle';
import { Outages } from './outages';
import { People } from './people';
import { planPeople, subscribeEverybody } from './plan-people';
import { planPublications } from './plan-publications';
import { Published, type Series } from './published';
import type { LivingBot, LogLine, Manner } from './manner';
import { Surroundings } from './surroundings';
import { Timetable } from './timetable';
import { WebDesk } from './web-desk';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Feeds that have been quiet are read seldom; after that long every one was. */
const AFTERWARDS_MS = 36 * HOUR;
const STEP_AFTERWARDS_MS = 10 * MINUTE;
/** Discord recognises a repeated message for five minutes; a bot that is away for longer must not owe one to be repeated. */
const SETTLED_MS = 10 * MINUTE;

/** Of real time, as Discord is there again. */
const RECONNECTED_WITHIN_MS = 60_000;

/** Simulated days: the sources publish, people come and go, everything fails at times, and the bot is killed. */
export class Day {
  readonly log: LogLine[] = [];
  readonly published = new Published();
  readonly community: Community;
  readonly outages: Outages;
  /** At which moments the bot was killed. */
  readonly kills: string[] = [];
  readonly random: SeededRandom;
  readonly timetable: Timetable;
  private readonly desks: { manga: MangaDesk; anime: AnimeDesk; web: WebDesk };
  private readonly people: People;
  private bot: LivingBot | null = null;
  private startAgainAt = 0;

  private constructor(
    readonly surroundings: Surroundings,
    private readonly manner: Manner,
  ) {
    const { discord, platforms, webFeeds, now } = surroundings;
    const random = (this.random = new SeededRandom(manner.seed));
    const dayMs = manner.hours * HOUR;
    this.desks = {
      manga: new MangaDesk(platforms.world, this.published, random, 12),
      anime: new AnimeDesk(platforms.world, this.published, random, { count: 8, dayMs }),
      web: new WebDesk(now, this.published, random, { count: 5, sites: webFeeds }),
    };
    this.community = new Community(discord, random);
    this.people = new People(discord, this.community.all, now);
    const note = this.note;
    this.outages = new Outages(surroundings, this.desks.web, random, note);
    this.timetable = new Timetable(now(), dayMs, random);
  }

  static async open(manner: Manner): Promise<Day> {
    return new Day(await Surroundings.start(manner.clock), manner);
  }

  /** The bot is asked to end, and stays away. */
  async stop(): Promise<void> {
    await this.bot?.stop();
    this.bot = null;
  }

  async close(): Promise<void> {
    await this.bot?.kill();
    await this.surroundings.close();
  }

  /** From the first subscription until everything that came out has had the time to arrive. */
  async live(): Promise<void> {
    const { surroundings, random, outages, manner, people, community } = this;
    const begin = surroundings.now();
    this.bot = await manner.startBot(this);
    await subscribeEverybody({ people, community, random, series: this.series });
    const dayMs = manner.hours * HOUR;
    for (let n = 0; n < manner.days; n++) {
      this.planDay(n, begin + n * dayMs);
      while (surroundings.now() < begin + (n + 1) * dayMs) await this.step(manner.stepMs(this));
    }
    outages.end();
    for (const last = surroundings.now() + AFTERWARDS_MS; surroundings.now() < last;)
      await this.step(STEP_AFTERWARDS_MS);
  }

  get series(): readonly Series[] {
    return Object.values(this.desks).flatMap((desk: { readonly series: readonly Series[] }) => desk.series);
  }

  private planDay(n: number, begin: number): void {
    const { timetable, desks, manner, outages, people, community, random, series, note } = this;
    const { hours, share } = manner;
    timetable.turnTo(begin);
    planPublications(timetable, desks, (hours / 24) * share);
    if (n > 0) desks.anime.announce(hours * HOUR);
    outages.plan(hours * HOUR, share);
    planPeople({ people, community, random, timetable, series, note }, { share, day: n });
    manner.planDay(this, n);
  }

  private async step(ms: number): Promise<void> {
    const { surroundings, timetable, outages } = this;
    const { discord } = surroundings;
    surroundings.clock.pass(ms);
    const now = surroundings.now();
    outages.goOn();
    if (!this.bot && now >= this.startAgainAt && !outages.isOut('Discord')) {
      this.bot = await this.manner.startBot(this);
      this.note('the bot is back');
    }
    await this.bot?.setClock();
    // Whoever follows something now is told what comes out in this very instant.
    if (this.bot && !outages.isOut('Discord')) {
      await discord.until(() => discord.gateway.sessions > 0, RECONNECTED_WITHIN_MS);
      this.people.wakeMuted();
      await timetable.goOn('people', now, this.note);
    }
    await timetable.goOn('world', now, this.note);
    this.desks.manga.goOn();
    if (this.bot && !(await this.bot.tick())) throw new Error('The bot died by itself');
    await this.manner.afterStep(this);
  }

  planKill(moment: Moment): void {
    const act = (): Promise<boolean> => this.killAtWork(moment);
    this.timetable.add(this.timetable.share(0.05, 0.9), { kind: 'world', what: 'kill', act });
  }

  planLongKill(): void {
    const act = (): Promise<boolean> => this.killAtRest();
    this.timetable.add(this.timetable.share(0.1, 0.8), { kind: 'world', what: 'long kill', act });
  }

  /** Somebody installs a new version. */
  planRestart(): void {
    const act = async (): Promise<boolean> => {
      const { bot } = this;
      if (!bot) return false;
      await bot.stop();
      this.goAway(0, 'stopped');
      return true;
    };
    this.timetable.add(this.timetable.share(0.1, 0.8), { kind: 'world', what: 'restart', act });
  }

  /** When the bot is to be there again, in epoch milliseconds; null while it is. */
  get awayUntil(): number | null {
    return this.bot ? null : this.startAgainAt;
  }

  private goAway(ms: number, how: string): void {
    this.bot = null;
    this.startAgainAt = this.surroundings.now() + ms;
    this.note(how);
  }

  /** Restarts soon: a message that Discord has stored is recognised for five minutes. */
  private async killAtWork(moment: Moment): Promise<boolean> {
    const { bot, outages, surroundings, random } = this;
    if (!bot || !outages.hasWorked('Discord', SETTLED_MS) || outages.isOut('MangaDex')) return false;
    // So that there is something to read and something to send.
    this.desks.manga.publishBurst(random.integer(1, 3));
    surroundings.clock.pass(75_000);
    const diedAtWork = await killAt(moment, bot, surroundings, random);
    const how = diedAtWork ? moment : 'after the work';
    this.kills.push(how);
    this.goAway(random.integer(0, 150) * 1_000, `killed ${how}`);
    // Too late to count: once more, later.
    return diedAtWork;
  }

  /** When nothing is being sent, it may stay away for long. */
  private async killAtRest(): Promise<boolean> {
    const { bot, outages, random } = this;
    if (!bot || !outages.hasWorked('Discord', SETTLED_MS)) return false;
    await bot.kill();
    this.kills.push('at rest');
    this.goAway(random.integer(20, 45) * MINUTE, 'killed at rest');
    return true;
  }

  readonly note = (text: string): void => {
    this.log.push({ at: this.surroundings.now(), text: `=== ${clock(this.surroundings.now())} ${text}` });
  };
}
