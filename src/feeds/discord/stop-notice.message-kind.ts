import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Client, MessageFlags } from 'discord.js';

import { type Destination, MessageKinds, type MessageKind, type Prepared, STOP_NOTICE } from '../../delivery';
import { writableChannels } from '../../discord';
import type { Recipient } from '../../subscribers';
import { type StopNotice, StopNoticeService } from '../health/stop-notice.service';
import { StopNoticePresenter } from './stop-notice.presenter';
import { stopNoticeView } from './stop-notice.view';

/** The places that refused: `dm` for the admin's direct messages, or a channel's id. */
interface StopNoticePayload {
  readonly tried?: readonly string[];
}

/** After that many refusals nobody is bothered further; the next command tells it in any case. */
const MAX_PLACES = 4;

/** Tells a person of a guild that it is stopped: the admin who set it up, or else a channel that takes messages. */
@Injectable()
export class StopNoticeMessageKind implements MessageKind, OnModuleInit {
  readonly kind = STOP_NOTICE;

  constructor(
    private readonly kinds: MessageKinds,
    private readonly notices: StopNoticeService,
    private readonly presenter: StopNoticePresenter,
    private readonly client: Client,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async prepare(payload: unknown, recipient: Recipient): Promise<Prepared> {
    const notice = await this.notices.find(recipient);
    if (!notice) return { type: 'withdraw', reason: 'messages go there again' };
    const destination = await this.findPlace(payload as StopNoticePayload, notice);
    if (!destination) return { type: 'withdraw', reason: 'nobody can be told before the next command' };
    const view = stopNoticeView(this.presenter.present(notice, destination.type === 'dm'));
    return {
      type: 'send',
      destination,
      body: { components: view.components, flags: MessageFlags.IsComponentsV2 },
    };
  }

  afterRefusal(payload: unknown, refused: Destination): StopNoticePayload | null {
    const { tried = [] } = payload as StopNoticePayload;
    const place = refused.type === 'dm' ? 'dm' : refused.channelId;
    return tried.length + 1 < MAX_PLACES ? { tried: [...tried, place] } : null;
  }

  private async findPlace(
    { tried = [] }: StopNoticePayload,
    { target, stop }: StopNotice,
  ): Promise<Destination | null> {
    const admin = tried.includes('dm') ? null : await this.notices.findAdmin(target.targetId);
    if (admin !== null) return { type: 'dm', userId: admin };
    const channelId = writableChannels(this.client, target.targetId).find(
      (id) => id !== stop.channelId && !tried.includes(id),
    );
    return channelId === undefined ? null : { type: 'channel', channelId };
  }
}
