/** Connections to gateways, one client a submission, as the holder of the installation's reader key. */
import {
  answerMsMax,
  openGateway,
  type GatewayClient,
  type ReaderIdentity,
} from './gateway-client.ts';
import type { ConnectedSubmission } from './submission-store.ts';

export interface Gateways {
  of(submission: Pick<ConnectedSubmission, 'id' | 'gateway'>): GatewayClient;
  close(): void;
}

/** Clients kept open; the one unused for longest is closed for a new one. */
const clientsMax = 256;

export function openGateways(reader: ReaderIdentity, patienceMs = answerMsMax): Gateways {
  const clients = new Map<string, GatewayClient>();
  return {
    of({ id, gateway: { url, listenerCertificate } }) {
      const known = clients.get(id);
      const client =
        known ?? openGateway({ url, certificate: listenerCertificate }, reader, patienceMs);
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
