/** No such page. What a reader may not see looks the same. */
import { Link } from '@tanstack/react-router';
import { PageTitle } from '../controls/PageTitle.tsx';

export function NotFoundPage() {
  return (
    <div className="sp-page sp-page--reading">
      <PageTitle>There is nothing here that you may see</PageTitle>
      <p>
        Check the address, or <Link to="/">start from your first page</Link>.
      </p>
    </div>
  );
}
