/** What was asked: sealed, so that reading it is an act with a purpose. */
import { answer, api } from '../api/client.ts';

export const contentOf = (questionId: string, purpose: string) =>
  answer(
    api.GET('/api/questions/{questionId}/content', {
      params: { path: { questionId }, query: { purpose } },
    }),
  );
