/** What must be started again after a change, in plain words. */
export type Restart = 'none' | 'service' | 'system' | 'dependencies';

const words: Record<Restart, string> = {
  none: 'Nothing needs to be restarted.',
  service: 'The service must be restarted.',
  system: 'The whole machine must be restarted.',
  dependencies: 'Programs that use it must be restarted.',
};

export function restartWords(restart: string): string {
  return words[restart as Restart] ?? 'It is not known what must be restarted.';
}
