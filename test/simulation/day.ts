import { SeededRandom } from '../support/seeded-random';
import { AnimeDesk } from './anime-desk';
import { Community } from './community';
import { killAt, MOMENTS } from './killer';
import { MangaDesk } from './manga-desk';
import { clock } from './oracle';
import { Outages } from './outages';
import { People } from './people';
import { planPeople, subscribeEverybody } from './plan-people';
import { planPublications } from './plan-publications';
import { Published, type Series } from './published';
import { type LogLine, SimulatedBot } from './simulated-bot';
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

export interface DayOptions {
  readonly seed: number;
  readonly hours: number;
  readonly kills: number;
}

/** One simulated day: the sources publish, people come and go, everything fails at times, and the bot is killed. */
export class Day {
  readonly log: LogLine[] = [];
  readonly published = new Published();
  readonly community: Community;
  readonly outages: Outages;
  /** At which moments the bot was killed. */
  readonly kills: string[] = [];
  private readonly random: SeededRandom;
  private readonly desks: { manga: MangaDesk; anime: AnimeDesk; web: WebDesk };
  private readonly people: People;
  private readonly timetable: Timetable;
  private bot: SimulatedBot | null = null;
  private startAgainAt = 0;

  private constructor(
    readonly surroundings: Surroundings,
    private readonly options: DayOptions,
  ) {
    const { discord, platforms, webFeeds, now } = surroundings;
    const random = (this.random = new SeededRandom(options.seed));
    const dayMs = options.hours * HOUR;
    this.desks = {
      manga: new MangaDesk(platforms.world, this.published, random, 12),
      anime: new AnimeDesk(platforms.world, this.published, random, { count: 8, dayMs }),
      web: new WebDesk(now, this.published, random, { count: 5, sites: webFeeds }),
    };
    this.community = new Community(discord, random);
    this.people = new People(discord, this.community.all, now);
    const note = this.note;
    this.outages = new Outages(surroundings, this.desks.web, random, { dayMs, note });
    this.timetable = new Timetable(now(), dayMs, random);
  }

  static async open(options: DayOptions): Promise<Day> {
    return new Day(await Surroundings.start(), options);
  }

  async close(): Promise<void> {
    await this.bot?.kill();
    await this.surroundings.close();
  }

  /** From the first subscription until everything that came out has had the time to arrive. */
  async live(): Promise<void> {
    const { surroundings, random, timetable, outages } = this;
    const { hours } = this.options;
    const end = surroundings.now() + hours * HOUR;
    this.bot = await SimulatedBot.start(surroundings, this.log);
    const { people, community } = this;
    await subscribeEverybody({ people, community, random, series: this.series });
    planPublications(timetable, this.desks, hours);
    planPeople({ people, community, random, timetable, series: this.series, note: this.note });
    this.planKills();
    while (surroundings.now() < end) await this.step(random.integer(10, 60) * 1_000);
    outages.end();
    for (const last = end + AFTERWARDS_MS; surroundings.now() < last;) await this.step(STEP_AFTERWARDS_MS);
  }

  get series(): readonly Series[] {
    return Object.values(this.desks).flatMap((desk: { readonly series: readonly Series[] }) => desk.series);
  }

  private async step(ms: number): Promise<void> {
    const { surroundings, timetable, outages } = this;
    const { discord } = surroundings;
    surroundings.clock.pass(ms);
    const now = surroundings.now();
    outages.goOn();
    if (!this.bot && now >= this.startAgainAt && !outages.isOut('Discord')) {
      this.bot = await SimulatedBot.start(surroundings, this.log);
      this.note('the bot is back');
    }
    this.bot?.setClock();
    // Whoever follows something now is told what comes out in this very instant.
    if (this.bot && !outages.isOut('Discord')) {
      await discord.until(() => discord.gateway.sessions > 0, RECONNECTED_WITHIN_MS);
      await timetable.goOn('people', now, this.note);
    }
    await timetable.goOn('world', now, this.note);
    this.desks.manga.goOn();
    if (this.bot && !(await this.bot.tick())) throw new Error('The bot died by itself');
  }

  private planKills(): void {
    const { timetable, options } = this;
    for (let n = 0; n < options.kills; n++) {
      const moment = MOMENTS[(n + options.seed) % MOMENTS.length] ?? MOMENTS[0];
      const act = (): Promise<boolean> => this.killAtWork(moment);
      timetable.add(timetable.share(0.05, 0.9), { kind: 'world', what: 'kill', act });
    }
    const act = (): Promise<boolean> => this.killAtRest();
    timetable.add(timetable.share(0.1, 0.8), { kind: 'world', what: 'long kill', act });
  }

  /** Restarts soon: a message that Discord has stored is recognised for five minutes. */
  private async killAtWork(moment: (typeof MOMENTS)[number]): Promise<boolean> {
    const { bot, outages, surroundings, random } = this;
    if (!bot || !outages.hasWorked('Discord', SETTLED_MS) || outages.isOut('MangaDex')) return false;
    // So that there is something to read and something to send.
    this.desks.manga.publishBurst(random.integer(1, 3));
    surroundings.clock.pass(75_000);
    const diedAtWork = await killAt(moment, bot, surroundings, random);
    this.bot = null;
    this.startAgainAt = surroundings.now() + random.integer(0, 150) * 1_000;
    this.kills.push(diedAtWork ? moment : 'after the work');
    this.note(`killed ${this.kills.at(-1) ?? ''}`);
    // Too late to count: once more, later.
    return diedAtWork;
  }

  /** When nothing is being sent, it may stay away for long. */
  private async killAtRest(): Promise<boolean> {
    const { bot, outages, surroundings, random } = this;
    if (!bot || !outages.hasWorked('Discord', SETTLED_MS)) return false;
    await bot.kill();
    this.bot = null;
    this.startAgainAt = surroundings.now() + random.integer(20, 45) * MINUTE;
    this.kills.push('at rest');
    this.note('killed at rest');
    return true;
  }

  private readonly note = (text: string): void => {
    this.log.push({ at: this.surroundings.now(), text: `=== ${clock(this.surroundings.now())} ${text}` });
  };
}
