import type { GraphQLError, GraphQLFormattedError } from 'graphql';

/** What AniList says while it refuses everybody, or a caller that does not say who it is. */
const CLOSED = 'The AniList API has been temporarily disabled due to severe stability issues.';

const MESSAGES: Record<number, string> = {
  403: CLOSED,
  404: 'Not Found.',
  429: 'Too Many Requests.',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export function anilistError(status: number, message = MESSAGES[status] ?? 'Bad Request'): object {
  return { data: null, errors: [{ message, status }] };
}

export interface AnilistGraphqlError {
  message: string;
  status: number;
  locations?: GraphQLFormattedError['locations'];
}

/** AniList puts an HTTP status beside each message and leaves out the path. */
export function toAnilistError(error: GraphQLError, otherwise: number): AnilistGraphqlError {
  const { status } = error.extensions;
  return {
    message: error.message,
    status: typeof status === 'number' ? status : otherwise,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
  };
}
