/** By when officials mean to have looked at a part; that it has passed tells nothing of what is in it. */
import type { Assessment } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';

export function ReviewDate({ reviewBy, isOverdue }: Pick<Assessment, 'reviewBy' | 'isOverdue'>) {
  if (reviewBy === null) return null;
  if (isOverdue) {
    return (
      <strong>
        Review due since <Instant at={reviewBy} />.
      </strong>
    );
  }
  return (
    <>
      The officials’ own policy is to have looked at it by <Instant at={reviewBy} />.
    </>
  );
}
