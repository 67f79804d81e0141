/** The header that a partner's agent sends with each request: one line to copy for each asset it may be about. */
import type { Partnership } from '../api/views.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { assetHeaderLine } from '../words/commands.ts';

type Access = NonNullable<Partnership['access']>;

export const AssetHeaders = ({ assets }: Pick<Access, 'assets'>) => (
  <div className="sp-step">
    <h4>What each request names</h4>
    <p>
      Send one of these with every request, the one that it is about. Official clients take it among
      their default headers. A request without it is refused; both sides see which you named.
    </p>
    {assets.map((asset) => (
      <CopyText key={asset} text={assetHeaderLine(asset)} label={`the header for ${asset}`} />
    ))}
  </div>
);
