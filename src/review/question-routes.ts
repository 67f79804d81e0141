/** HTTP for questions. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { id, nothing } from '#platform/fields';
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import { askAgain, askQuestion, supplementQuestion } from './commands/ask-question.ts';
import {
  acknowledgeQuestion,
  answerWithoutAccess,
  needMore,
  withdrawQuestion,
} from './commands/move-question.ts';
import { submissionParams } from './fields.ts';
import {
  listQuestions,
  listQuestionsOf,
  readQuestion,
  receiptOf,
  showQuestion,
} from './question-queries.ts';
import * as schema from './question-schema.ts';

const questionParams = z.object({ questionId: id });

export const questionRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/questions',
    summary: 'The questions that your organisation asked or was asked, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.questionView),
    handler: (ctx, { query }) => listQuestions(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/questions',
    summary: 'Ask whether a model under development would be covered; no gateway is needed',
    zone: 'inner',
    status: 201,
    body: schema.askQuestion,
    response: schema.questionView,
    handler: async (ctx, { body }) =>
      showQuestion(ctx, await askQuestion(ctx, body), 'review:write'),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/questions',
    summary: 'An engagement’s questions, newest first, without their words',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.questionView),
    handler: (ctx, { params, query }) => listQuestionsOf(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/questions',
    summary: 'Ask in an engagement that is there already',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.askAgain,
    response: schema.questionView,
    handler: async (ctx, { params, body }) =>
      showQuestion(ctx, await askAgain(ctx, params.submissionId, body), 'review:write'),
  }),
  route({
    method: 'GET',
    path: '/api/questions/:questionId',
    summary: 'One question, without its descriptor',
    zone: 'inner',
    params: questionParams,
    response: schema.questionView,
    handler: (ctx, { params }) => showQuestion(ctx, params.questionId),
  }),
  route({
    method: 'GET',
    path: '/api/questions/:questionId/content',
    summary: 'A question’s descriptor and contact',
    zone: 'inner',
    params: questionParams,
    query: purposeQuery,
    response: schema.questionContent,
    handler: (ctx, { params, query }) => readQuestion(ctx, params.questionId, query.purpose),
  }),
  route({
    method: 'GET',
    path: '/api/questions/:questionId/receipt',
    summary: 'That and when it was asked, as text to keep: with digest and place in the log',
    zone: 'inner',
    params: questionParams,
    async handler(ctx, { params, reply }) {
      const text = await receiptOf(ctx, params.questionId);
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="${params.questionId}.txt"`)
        .send(text);
    },
  }),
  route({
    method: 'POST',
    path: '/api/questions/:questionId/acknowledgement',
    summary: 'Take a question up, for the evaluating office',
    zone: 'inner',
    params: questionParams,
    body: nothing,
    response: schema.questionView,
    handler: async (ctx, { params }) => {
      await acknowledgeQuestion(ctx, params.questionId);
      return showQuestion(ctx, params.questionId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/questions/:questionId/need',
    summary: 'Say what the evaluating office still needs to know',
    zone: 'inner',
    params: questionParams,
    body: schema.wordsForDeveloper,
    response: schema.questionView,
    handler: async (ctx, { params, body }) => {
      await needMore(ctx, params.questionId, body.words);
      return showQuestion(ctx, params.questionId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/questions/:questionId/supplement',
    summary: 'Give the whole descriptor anew, with what the office asked for',
    zone: 'inner',
    params: questionParams,
    body: schema.supplementQuestion,
    response: schema.questionView,
    handler: async (ctx, { params, body }) => {
      await supplementQuestion(ctx, params.questionId, body);
      return showQuestion(ctx, params.questionId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/questions/:questionId/answer',
    summary: 'Answer that it cannot be told without access, and why',
    zone: 'inner',
    params: questionParams,
    body: schema.wordsForDeveloper,
    response: schema.questionView,
    handler: async (ctx, { params, body }) => {
      await answerWithoutAccess(ctx, params.questionId, body.words);
      return showQuestion(ctx, params.questionId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/questions/:questionId/withdrawal',
    summary: 'Take a question back; no reason is asked',
    zone: 'inner',
    params: questionParams,
    body: nothing,
    response: schema.questionView,
    handler: async (ctx, { params }) => {
      await withdrawQuestion(ctx, params.questionId);
      return showQuestion(ctx, params.questionId, 'review:write');
    },
  }),
];
