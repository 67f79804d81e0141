/** Steps about one thing: each is a command, and answers with the thing as it then is. */
import type { z } from 'zod';
import type { Context } from '#platform/context';
import { route, type AnyRoute } from './route.ts';

interface Thing<Params extends z.ZodType> {
  /** Where it is, as `/api/grants/:grantId`. */
  path: string;
  params: Params;
  idOf(params: z.output<Params>): string;
  view: z.ZodType;
  show(ctx: Context, id: string): Promise<unknown>;
}

export const stepsOf =
  <Params extends z.ZodType>({ path, params, idOf, view, show }: Thing<Params>) =>
  <Body extends z.ZodType>(
    name: string,
    summary: string,
    body: Body,
    act: (ctx: Context, id: string, body: z.output<Body>) => Promise<unknown>,
  ): AnyRoute =>
    route({
      method: 'POST',
      path: `${path}/${name}`,
      summary,
      zone: 'inner',
      params,
      body,
      response: view,
      async handler(ctx, input) {
        const id = idOf(input.params as z.output<Params>);
        await act(ctx, id, input.body as z.output<Body>);
        return await show(ctx, id);
      },
    });
