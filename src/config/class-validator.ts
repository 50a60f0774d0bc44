import type * as ClassValidator from 'class-validator';
import { createRequire } from 'node:module';

const load = createRequire(require.resolve('class-validator'));

/**
 * The four decorators we use, from their own files: the package's index loads every validator it has, a phone-number
 * library among them, which would be a tenth of the bot's start-up time.
 */
export const { IsIn } = load('./decorator/common/IsIn') as Pick<typeof ClassValidator, 'IsIn'>;
export const { IsOptional } = load('./decorator/common/IsOptional') as Pick<
  typeof ClassValidator,
  'IsOptional'
>;
export const { IsUrl } = load('./decorator/string/IsUrl') as Pick<typeof ClassValidator, 'IsUrl'>;
export const { Matches } = load('./decorator/string/Matches') as Pick<typeof ClassValidator, 'Matches'>;
const { Validator } = load('./validation/Validator') as Pick<typeof ClassValidator, 'Validator'>;

export function validateSync(value: object): ClassValidator.ValidationError[] {
  return new Validator().validateSync(value);
}
