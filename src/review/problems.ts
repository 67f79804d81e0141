/** Refusals of review, noun by noun. */
import { appealProblems } from './appeal-problems.ts';
import { assessmentProblems } from './assessment-problems.ts';
import { destructionProblems } from './destruction-problems.ts';
import { determinationProblems } from './determination-problems.ts';
import { partnershipProblems } from './partnership-problems.ts';
import { questionProblems } from './question-problems.ts';
import { readProblems } from './read-problems.ts';

export const reviewProblems = {
  ...questionProblems,
  ...determinationProblems,
  ...assessmentProblems,
  ...appealProblems,
  ...partnershipProblems,
  ...destructionProblems,
  ...readProblems,
};
