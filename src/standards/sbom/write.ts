/**
 * Writes an inventory as CycloneDX 1.6 JSON (ECMA-424, second edition), the version most
 * operators' tools read. Which instant and serial number it bears is the caller's to say, so the
 * same packages give the same bytes.
 */
import { ComponentType } from '@cyclonedx/cyclonedx-library/Enums';
import { Bom, Component, Property, Tool } from '@cyclonedx/cyclonedx-library/Models';
import { JSON as CycloneDxJson, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';

export interface InventoryDocument {
  /** What the inventory is of, such as a host or a project. */
  subject: { name: string; version?: string; type: 'device' | 'application' };
  components: InventoryComponent[];
  /** When it was taken. */
  takenAt: Date;
  /** A UUID. */
  serialUuid: string;
  tool: { name: string; version: string };
}

export interface InventoryComponent {
  name: string;
  version: string;
  /** Canonical; also what refers to it, so it occurs once. */
  purl: string;
  /** `application` for what runs by itself; a library otherwise. */
  type?: 'application' | 'library';
  /** Where it was found, such as `dpkg` or a folder; each becomes one property. */
  foundIn?: readonly string[];
}

/** The property that says where a component was found. */
const foundInProperty = 'sallyport:found-in';

/** CycloneDX JSON, sorted, ending in a newline. */
export function writeCycloneDx({
  subject,
  components,
  takenAt,
  serialUuid,
  tool,
}: InventoryDocument): string {
  const bom = new Bom();
  bom.serialNumber = `urn:uuid:${serialUuid}`;
  bom.metadata.timestamp = takenAt;
  bom.metadata.tools.tools.add(new Tool({ name: tool.name, version: tool.version }));
  bom.metadata.component = new Component(
    subject.type === 'device' ? ComponentType.Device : ComponentType.Application,
    subject.name,
    { bomRef: 'subject', ...(subject.version === undefined ? {} : { version: subject.version }) },
  );
  for (const each of components) bom.components.add(componentOf(each));
  const serializer = new JsonSerializer(new CycloneDxJson.Normalize.Factory(Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf({ name, version, purl, type, foundIn }: InventoryComponent): Component {
  const kind = type === 'application' ? ComponentType.Application : ComponentType.Library;
  const component = new Component(kind, name, { bomRef: purl, version, purl });
  for (const place of foundIn ?? []) component.properties.add(new Property(foundInProperty, place));
  return component;
}
