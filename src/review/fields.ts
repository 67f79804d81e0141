/** Shapes that several routes and bodies have. */
import { z } from 'zod';
import { id } from '#platform/fields';

export const submissionParams = z.object({ submissionId: id });
