import type { SKRSContext2D } from '@napi-rs/canvas';

import type { Box } from '../../../discord/drawing';

/** Where a part of a picture may draw. */
export type Area = Box;
export type Context = SKRSContext2D;
