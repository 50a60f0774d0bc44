import { createCanvas, loadImage } from '@napi-rs/canvas';
import { execFileSync } from 'node:child_process';

import {
  buttonsOf,
  type FaultOptions,
  type Reply,
  selectsOf,
  type StoredMessage,
  textOf,
} from '../../../sandbox/discord';
import type { Community } from '../support/community';
import { onStage } from '../support/on-stage';
import { pressed } from '../support/press';
import type { Stage } from '../support/stage';
import { VoiceCommands } from '../support/voice-commands';
import { history } from './voice-history';

const PICTURE = 'leaderboard.png';
const AVATAR_COLOR = [255, 0, 255] as const;
/** Discord takes no larger ones; ours have a limit of their own. */
const HUGE = Buffer.alloc(5_000_000, 7);

function avatar(): Buffer {
  const canvas = createCanvas(64, 64);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgb(${AVATAR_COLOR.join(',')})`;
  context.fillRect(0, 0, 64, 64);
  return canvas.toBuffer('image/png');
}

/** How many pixels have the colour that only the avatar has. */
async function avatarPixels(png: Buffer): Promise<number> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (AVATAR_COLOR.every((value, channel) => data[at + channel] === value)) found += 1;
  }
  return found;
}

function messageOf({ message }: Reply): StoredMessage {
  if (!message) throw new Error('There is no board');
  return message;
}

function pictureOf(message: StoredMessage): { data: Buffer; alt: string } {
  const [attachment, ...more] = message.attachments;
  if (!attachment || more.length > 0) throw new Error(`${message.attachments.length} pictures`);
  expect(attachment).toMatchObject({ filename: PICTURE, contentType: 'image/png' });
  const { data, description } = attachment;
  expect(JSON.stringify(message.components)).toContain(attachment.url);
  return { data, alt: description ?? '' };
}

describe('Pictures of boards', () => {
  const it = onStage({ started: false, alone: true });

  /** Somebody with an avatar, somebody who left, and some whom Discord does not know. */
  async function board(stage: Stage, file = avatar()): Promise<{ vc: VoiceCommands; community: Community }> {
    const community = stage.community();
    const { discord } = stage;
    const { guildId } = community;
    const [mika, gone] = [
      discord.createUser({ globalName: 'Mika 🎉漢字', avatar: file }),
      discord.createUser({ username: 'gone_away' }),
    ];
    discord.addMember(guildId, mika.id, { nick: 'Captain Mika' });
    const unknown = Array.from({ length: 10 }, (_, index) =>
      String(180_000_000_000_000_000n + BigInt(index)),
    );
    await history(stage, community, [
      ...[mika.id, mika.id, mika.id, gone.id, gone.id].map((id, index) => [id, 60 - 2 * index, 0] as const),
      ...unknown.map((id) => [id, 30, 0] as const),
    ]);
    return { vc: new VoiceCommands(discord, community.member), community };
  }

  it('have names, avatars and alt text, and turn with the page', async (stage) => {
    const { vc, community } = await board(stage);
    const first = messageOf(await vc.use('leaderboard', { time_range: 'all' }));
    const { data, alt } = pictureOf(first);
    const { width, height } = await loadImage(data);
    expect([width, height]).toEqual([1000, 736]);
    expect(await avatarPixels(data)).toBeGreaterThan(1_000);
    expect(alt).toMatch(
      /^All time in voice: 1\. Captain Mika, 3 h 00 min; 2\. gone_away, 2 h 00 min; 3\. Former member, 1 h/,
    );
    expect(textOf(first)).toContain('· **3 h 00 min**');

    const next = buttonsOf(first).find(({ label }) => label === 'Next ›')?.customId ?? '';
    const { userId } = community.member;
    const second = await pressed(stage, { userId, message: first, customId: next });
    expect(second.id).toBe(first.id);
    expect(pictureOf(second).alt).toBe(
      'All time in voice: 3. Former member, 1 h 00 min; 3. Former member, 1 h 00 min',
    );
  });

  it('change with the menus of ranges and of members', async (stage) => {
    const { vc, community } = await board(stage);
    const { userId } = community.member;
    const first = messageOf(await vc.use('leaderboard', { time_range: '24h' }));
    expect(first.attachments).toEqual([]);
    expect(textOf(first)).toContain('Nobody has any time yet');
    const [ranges] = selectsOf(first);
    const customId = ranges?.custom_id ?? '';
    const choice = { userId, message: first, customId, values: ['all'] };
    const all = await pressed(stage, choice);
    expect(pictureOf(all).alt).toContain('All time in voice: 1. Captain Mika');

    const partner = selectsOf(all).at(-1)?.custom_id ?? '';
    const values = [community.admin.userId];
    const together = await pressed(stage, { userId, message: all, customId: partner, values });
    expect(textOf(together)).toContain(`### All time together with <@${community.admin.userId}>`);
    expect(together.attachments).toEqual([]);
    const cleared = selectsOf(together).at(-1)?.custom_id ?? '';
    const alone = await pressed(stage, { userId, message: together, customId: cleared, values: [] });
    expect(pictureOf(alone).alt).toContain('All time in voice');
  });

  it.each([
    ['is refused', { status: 500 }],
    ['is cut off', { drop: true }],
    ['comes late', { delayMs: 4_000 }],
  ] as readonly (readonly [string, FaultOptions])[])(
    'do without an avatar that %s',
    async (stage, _what, fault) => {
      const { vc } = await board(stage);
      stage.discord.faults.next({ route: /avatars/, times: 100, ...fault });
      const { data } = pictureOf(messageOf(await vc.use('leaderboard', { time_range: 'all' })));
      expect(await avatarPixels(data)).toBe(0);
      expect(stage.discord.requests.filter(({ path }) => path.startsWith('/avatars/'))).toHaveLength(1);
    },
  );

  it('do without an avatar that is too large', async (stage) => {
    const { vc } = await board(stage, HUGE);
    pictureOf(messageOf(await vc.use('leaderboard', { time_range: 'all' })));
  });

  it('are missing while their process hangs, and there again with another', async (stage) => {
    const { vc } = await board(stage);
    pictureOf(messageOf(await vc.use('leaderboard', { time_range: 'all' })));
    const drawing = Number(execFileSync('pgrep', ['-P', String(stage.bot.pid)], { encoding: 'utf8' }));
    process.kill(drawing, 'SIGSTOP');
    const without = messageOf(await vc.use('leaderboard', { time_range: 'all' }));
    expect(without.attachments).toEqual([]);
    expect(textOf(without)).toContain('· **3 h 00 min**');
    expect(stage.log.match(/Sent without its picture/g)).toHaveLength(1);
    pictureOf(messageOf(await vc.use('leaderboard', { time_range: 'all' })));
  });
});
