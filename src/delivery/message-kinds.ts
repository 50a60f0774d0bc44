import { Injectable } from '@nestjs/common';

import type { MessageKind } from './message';

/** The kinds of message that features have registered at start-up. */
@Injectable()
export class MessageKinds {
  private readonly kinds = new Map<string, MessageKind>();

  register(kind: MessageKind): void {
    if (this.kinds.has(kind.kind)) throw new Error(`Message kind "${kind.kind}" is registered twice`);
    this.kinds.set(kind.kind, kind);
  }

  get all(): MessageKind[] {
    return [...this.kinds.values()];
  }

  has(kind: string): boolean {
    return this.kinds.has(kind);
  }

  /** @throws Error when no feature has registered the kind: the row was written by another version. */
  get(kind: string): MessageKind {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`No feature can send messages of kind "${kind}"`);
    return found;
  }
}
