/** The operator sees one card, does what it says, and gets a receipt anyone can check. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cast } from './cast.ts';
import type { TakenInventory } from './inventories.ts';
import type { Narrator } from './narrator.ts';
import type { Story } from './stories.ts';

const cardMsMax = 30_000;

interface Card {
  id: string;
  state: string;
  title: string;
  system: string;
  because: string;
  receiptId: string | null;
}

export async function closeAtOperator(
  narrator: Narrator,
  cast: Cast,
  story: Story,
  inventory: TakenInventory,
  signing: KeyObject,
): Promise<void> {
  const { operator } = cast;
  const cards = async (state: string) =>
    ((await operator.call('GET', `/api/actions?state=${state}`)) as { items: Card[] }).items.filter(
      ({ system }) => system === story.system,
    );
  const card = await narrator.step(`${operator.organisation}: see what to do`, async () => {
    const end = performance.now() + cardMsMax;
    while (performance.now() < end) {
      const [due] = await cards('due');
      if (due) {
        const { sentence } = (await operator.call('GET', '/api/home')) as { sentence: string };
        return {
          value: due,
          evidence: `“${sentence}” ${due.title}\n${due.because}`,
        };
      }
      await sleep(100);
    }
    // A host that was updated before the advisory came is the best ending there is, and not a failure.
    return { value: undefined, evidence: 'nothing: this system already has an unaffected version' };
  });
  if (card === undefined) return;
  await narrator.step('Do what the card says, and send the new inventory', async () => {
    const { uploaded, evidence } = await inventory.update();
    if (uploaded.confirmed < 1) throw new Error('the new inventory did not prove it');
    return { value: undefined, evidence };
  });
  await narrator.step('Check the receipt with the installation’s public key', async () => {
    const closed = (await cards('confirmed')).find(({ id }) => id === card.id);
    if (closed?.receiptId == null) throw new Error('the action has no receipt');
    const receipt = (await operator.call('GET', `/api/receipts/${closed.receiptId}`)) as {
      statement: string;
      signature: string;
      keyId: string;
    };
    const isGenuine = verify(
      null,
      Buffer.from(receipt.statement),
      createPublicKey(signing),
      Buffer.from(receipt.signature, 'base64'),
    );
    if (!isGenuine) throw new Error('the signature does not verify');
    const { because, outcome } = JSON.parse(receipt.statement) as {
      because: string;
      outcome: string;
    };
    return {
      value: undefined,
      evidence: `${outcome}: ${because}; Ed25519 signature by key ${receipt.keyId} verifies`,
    };
  });
}
