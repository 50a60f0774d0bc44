export interface PictureRequest {
  readonly id: number;
  /** The drawing's module, absolute. */
  readonly drawing: string;
  readonly model: unknown;
  readonly imageUrls: readonly string[];
}

export type PictureAnswer = { readonly id: number } & (
  { readonly png: Uint8Array } | { readonly error: string }
);
