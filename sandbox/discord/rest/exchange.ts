export interface UploadedFile {
  /** The n of `files[n]`. */
  readonly index: number;
  readonly filename: string;
  readonly contentType: string;
  readonly data: Buffer;
}

/** One request as it was received, and how it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** As in Discord's OpenAPI: `/channels/{channel_id}/messages`. */
  readonly route: string;
  /** Without `/api` or `/api/v10` and without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** JSON; the `payload_json` of a multipart request. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** null while it runs, and for good when the connection was dropped. */
  readonly status: number | null;
  readonly responseBody: unknown;
  /** When it came in, by the sandbox's clock in milliseconds. */
  readonly time: number;
  readonly dropped: boolean;
}

/** The same while the request is served. */
export type Exchange = { -readonly [Field in keyof RecordedRequest]: RecordedRequest[Field] };
