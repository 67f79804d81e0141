/** Where a developer's gateway is and what proves it: the fields, and the body they make. */
import { Label, Textarea } from '@trussworks/react-uswds';
import { TextField } from '../controls/TextField.tsx';

const lines = [
  { key: 'gatewayUrl', name: 'Address of your gateway', hint: '`https://host:port`.' },
  {
    key: 'logVkey',
    name: 'Public key of its log',
    hint: 'One line, `name+…+…`. The name is the log’s origin.',
  },
  {
    key: 'witnessVkey',
    name: 'Public key of your witness',
    hint: 'May follow later; the evaluator names its own.',
  },
] as const;

export type GatewayDraft = Record<(typeof lines)[number]['key'] | 'listenerCertificate', string>;
export const noGateway: GatewayDraft = {
  gatewayUrl: '',
  logVkey: '',
  witnessVkey: '',
  listenerCertificate: '',
};

export const blankAsNull = (text: string): string | null => (text.trim() === '' ? null : text);

export const isBlank = (draft: GatewayDraft): boolean =>
  Object.values(draft).every((text) => text.trim() === '');

export const gatewayBody = (draft: GatewayDraft) => ({
  ...draft,
  witnessVkey: blankAsNull(draft.witnessVkey),
});

interface GatewayFieldsProps {
  /** Begins every field's id, so that a refusal finds its field. */
  prefix: string;
  draft: GatewayDraft;
  onChange: (draft: GatewayDraft) => void;
}

export function GatewayFields({ prefix, draft, onChange }: GatewayFieldsProps) {
  const certificate = `${prefix}-listenerCertificate`;
  return (
    <>
      {lines.map(({ key, name, hint }) => (
        <TextField
          key={key}
          id={`${prefix}-${key}`}
          name={name}
          hint={hint}
          value={draft[key]}
          onChange={(value) => onChange({ ...draft, [key]: value })}
        />
      ))}
      <Label htmlFor={certificate}>Certificate of your gateway</Label>
      <span className="usa-hint" id={`${certificate}-hint`}>
        PEM. It is pinned: nothing that holds another is believed.
      </span>
      <Textarea
        id={certificate}
        name="listenerCertificate"
        className="sp-json"
        rows={5}
        aria-describedby={`${certificate}-hint`}
        value={draft.listenerCertificate}
        onChange={({ target }) => onChange({ ...draft, listenerCertificate: target.value })}
      />
    </>
  );
}
