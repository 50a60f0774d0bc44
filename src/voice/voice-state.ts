/** Bits of a segment's state: what held for the member all the while. A state is their sum. */
export const VoiceState = {
  selfMute: 1,
  serverMute: 2,
  selfDeaf: 4,
  serverDeaf: 8,
  /** Nobody else was in the channel; bots are no company. */
  alone: 16,
  /** In the channel to which the guild moves the absent. */
  afkChannel: 32,
  streaming: 64,
  camera: 128,
} as const;

/** A sum of the bits of the constant of the same name. */
export type VoiceState = number;
