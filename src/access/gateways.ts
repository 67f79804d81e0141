/** Connections to gateways, one client a submission, as the holder of the installation's reader key. */
import {
  answerMsMax,
  openGateway,
  type GatewayClient,
  type ReaderIdentity,
} from './gateway-client.ts';
import type { SubmissionRow } from './submission-store.ts';

export interface Gateways {
  of(submission: Pick<SubmissionRow, 'id' | 'gatewayUrl' | 'listenerCertificate'>): GatewayClient;
  close(): void;
}

/** Clients kept open; the one unused for longest is closed for a new one. */
const clientsMax = 256;

export function openGateways(reader: ReaderIdentity, patienceMs = answerMsMax): Gateways {
  const clients = new Map<string, GatewayClient>();
  return {
    of({ id, gatewayUrl, listenerCertificate }) {
      const known = clients.get(id);
      const client =
        known ??
        openGateway({ url: gatewayUrl, certificate: listenerCertificate }, reader, patienceMs);
      clients.delete(id);
      clients.set(id, client);
      const [oldest] = clients;
      if (clients.size > clientsMax && oldest !== undefined) {
        oldest[1].close();
        clients.delete(oldest[0]);
      }
      return client;
    },
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}
