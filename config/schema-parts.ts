/** What the parts of the lobby file's schema are made of. */
import { Type, type Static, type TInteger, type TObject, type TOptional, type TSchema } from 'typebox';
import { PrinterDevice } from '../drivers/printer/device.ts';
import { isMapping } from './data.ts';
import { inEachLanguage, type Language } from './texts/texts.ts';

/** Closed objects only: an unknown key is somebody's mistake, and a mistake that is not named is never found. */
export const closed = { additionalProperties: false } as const;

/** No spaces at the ends, no control characters, nothing that turns the direction of the text around it. */
export const printable = '^(?=\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*(?<=\\S)$';

export const id = PrinterDevice.properties.id;

export const ShortName = Type.String({
  maxLength: 40,
  pattern: printable,
  description: 'One line of 1 to 40 characters, without spaces at its ends and without control characters',
});

export const FileNames = Type.Object(
  inEachLanguage(() => Type.Optional(ShortName)),
  {
    ...closed,
    description:
      'A name for each language, like { zh-CN: 咨询, en: Enquiries }; the lobby’s first language at least',
  },
);

/** A name in every language; the loader has filled the gaps. */
export type Names = Record<Language, string>;

export const letter = Type.String({
  pattern: '^[A-Z]$',
  description: 'One capital letter, A to Z; every ticket number of the service begins with it',
});

/** A letter that names a service from elsewhere in the file. */
export const serviceLetter = Type.String({ pattern: '^[A-Z]$', description: 'The letter of a service' });

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly unit?: 'seconds' | 'minutes' | 'hours' | 'days' | 'percent';
}

/** A whole number. Its description says its unit and its range, so that neither can drift from what is checked. */
export function whole(what: string, { from, to, unit }: Range): TInteger {
  const units = unit === undefined ? '' : `, in ${unit}`;
  const description = `${what}${units}, from ${from} to ${to}`;
  return Type.Integer({ minimum: from, maximum: to, description });
}

/** What has a default may be left out, and is there all the same once the file is loaded. */
export interface HasDefault {
  readonly default: unknown;
}

/** A key that may be left out; `filled` then puts `value` there. */
export function defaulting<Schema extends TSchema>(
  schema: Schema,
  value: Static<Schema>,
): TOptional<Schema> & HasDefault {
  return Type.With(Type.Optional(schema), { default: value }) as unknown as TOptional<Schema> & HasDefault;
}

/** A key that may be left out; `otherwise` says in words what holds then. */
export function optional<Schema extends TSchema>(schema: Schema, otherwise: string): TOptional<Schema> {
  return Type.With(Type.Optional(schema), { otherwise }) as unknown as TOptional<Schema>;
}

type Flat<Value> = { [Key in keyof Value]: Value[Key] };

/** What a part of the file is once each key that was left out has its default; the others may still be missing. */
export type Filled<Schema extends TSchema> =
  Schema extends TObject<infer Properties>
    ? Flat<
        {
          [Key in keyof Properties as IsThere<Properties[Key]> extends true ? Key : never]: Filled<
            Properties[Key]
          >;
        } & {
          [Key in keyof Properties as IsThere<Properties[Key]> extends true ? never : Key]?: Filled<
            Properties[Key]
          >;
        }
      >
    : Static<Schema>;

type IsThere<Schema> = Schema extends HasDefault ? true : Schema extends TOptional ? false : true;

/** `given` with the schema's own default for each key that it leaves out, also in the mappings inside it. */
export function filled<Schema extends TObject>(schema: Schema, given: Static<Schema>): Filled<Schema> {
  const entries = Object.entries(schema.properties).flatMap(([key, part]) => {
    const own: unknown = Reflect.get(given, key);
    const value: unknown = own ?? structuredClone(Reflect.get(part, 'default'));
    if (value === undefined) return [];
    return [[key, Type.IsObject(part) && isMapping(value) ? filled(part, value) : value] as const];
  });
  return Object.fromEntries(entries) as Filled<Schema>;
}
