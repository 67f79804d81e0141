/** The gateway program’s door: for the command line, the demonstration and measurements. */
export { ConfigFault, readGatewayConfig } from './config.ts';
export { startGateway, type GatewayOptions, type RunningGateway } from './gateway.ts';
export { startWitness, type RunningWitness, type WitnessOptions } from './witness.ts';
