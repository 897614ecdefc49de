/**
 * Fastify compiles a checker and a writer for every route and every answer while it starts: with some eighty routes that is half a
 * second and fifteen megabytes, most of it for what a lobby never asks on a day. Here each is compiled when it is first needed.
 * The same compilers as Fastify's own, which are named as dependencies for this.
 */
import AjvCompiler from '@fastify/ajv-compiler';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type BuildValidator = ReturnType<typeof AjvCompiler>;
type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

export const compileLate: Factories = {
  buildValidator: (...settings: Parameters<BuildValidator>) => {
    const compile = AjvCompiler()(...settings);
    return (route: Parameters<typeof compile>[0]) => lateValidator(() => compile(route));
  },

  buildSerializer(externalSchemas, options) {
    const compile = SerializerSelector()(externalSchemas, options);
    return (route) => {
      let write: ((document: unknown) => string) | undefined;
      return (document: unknown) => {
        write ??= compile(route);
        return write(document);
      };
    };
  },
};

type Validate = ReturnType<ReturnType<BuildValidator>>;

/** Fastify reads what was wrong from the function itself. */
function lateValidator(compile: () => Validate): Validate {
  let check: Validate | undefined;
  const validate = ((data: unknown) => {
    check ??= compile();
    const result = check(data);
    validate.errors = check.errors ?? null;
    return result;
  }) as Validate;
  return validate;
}
