/**
 * The one mapper from what was thrown to `application/problem+json` (RFC 9457). A refusal becomes its
 * registered problem; anything else is a defect: the outside learns an instance id and nothing more.
 */
import { z } from 'zod';
import {
  platformProblems,
  Refusal,
  type FieldError,
  type ProblemRegistry,
} from '#platform/problems';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;

/** Shapes a refusal for the caller. Two refusals with the same code and detail differ in nothing but `instance`. */
export function problemBody(
  registry: ProblemRegistry,
  error: unknown,
  instance: string,
): ProblemBody {
  const refusal =
    error instanceof Refusal ? error : (storageRefusal(error) ?? frameworkRefusal(error));
  const isKnown = refusal !== undefined && Object.hasOwn(registry, refusal.code);
  const definition = isKnown ? registry[refusal.code] : undefined;
  if (refusal === undefined || definition === undefined) {
    const { status, title } = platformProblems.internal;
    return {
      type: typeOf('internal'),
      title,
      status,
      detail: 'something broke here; quote the `instance` when you report it',
      instance,
      code: 'internal',
    };
  }
  const body: ProblemBody = {
    type: typeOf(refusal.code),
    title: definition.title,
    status: definition.status,
    detail: refusal.message,
    instance,
    code: refusal.code,
  };
  return refusal.errors.length > 0 ? { ...body, errors: refusal.errors } : body;
}

const typeOf = (code: string): string => `/docs/problems#${code}`;

/** PostgreSQL SQLSTATEs for a full disk, and for a server that is gone or starting. */
function storageRefusal(error: unknown): Refusal | undefined {
  const code = (error as { code?: string } | undefined)?.code ?? '';
  if (code === '53100' || code === 'ENOSPC')
    return new Refusal(
      'storage_full',
      'there is no room to keep this; nothing was accepted, try again later',
    );
  if (
    ['57P01', '57P02', '57P03', '53300', '08006', '08001', 'ECONNREFUSED', 'ECONNRESET'].includes(
      code,
    )
  ) {
    return new Refusal(
      'unavailable',
      'the database is not reachable; nothing was accepted, try again in a few seconds',
      { retryAfterSeconds: 5 },
    );
  }
  return undefined;
}

interface FrameworkError {
  code?: string;
  statusCode?: number;
  message?: string;
  validation?: { instancePath?: string; message?: string }[];
  validationContext?: string;
}

/** A message begins with a small letter, as ours do; what it quotes, values and examples, stays as it is. */
const begunSmall = (message: string): string =>
  /^\p{Lu}\p{Ll}/u.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;

/** What Fastify itself refuses, in our words. */
function frameworkRefusal(error: unknown): Refusal | undefined {
  const { code, statusCode, validation, validationContext } = (error ?? {}) as FrameworkError;
  if (validation !== undefined) {
    const errors: FieldError[] = validation.slice(0, 50).map((fault) => ({
      pointer: `/${validationContext ?? 'body'}${fault.instancePath ?? ''}`,
      detail: begunSmall(fault.message ?? 'does not fit'),
    }));
    return new Refusal('invalid_input', 'some fields do not fit; `errors` names each', { errors });
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('too_large', 'the body passes the limit of this address; send less');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Refusal(
      'unsupported_media_type',
      'this address does not take that content type; see its entry in the API description',
    );
  if (statusCode === 400)
    return new Refusal(
      'malformed_request',
      'the request cannot be read; check that its body is what its content type says',
    );
  // 414: a part of the address is longer than any id of ours.
  if (statusCode === 404 || statusCode === 414)
    return new Refusal('not_found', 'there is nothing here that you may see; check the id');
  return undefined;
}
