/** Every problem anyone may be answered with: the union of the domains' own (docs/problems.md is held to it). */
import { accessProblems } from '#access';
import { advisoryProblems } from '#advisories';
import { clearinghouseProblems } from '#clearinghouse';
import { evaluationProblems } from '#evaluation';
import { operatorProblems } from '#operators';
import { reviewProblems } from '#review';
import { platformProblems, type ProblemRegistry } from '#platform/problems';

export const problems: ProblemRegistry = {
  ...platformProblems,
  ...clearinghouseProblems,
  ...advisoryProblems,
  ...operatorProblems,
  ...accessProblems,
  ...evaluationProblems,
  ...reviewProblems,
};
