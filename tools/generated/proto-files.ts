import { ROOT, run } from '../verify/step.ts';

/** A message or enum of `proto/` with the comments of its source. */
export interface ProtoFile {
  package: string;
  /** Comments that stand before everything else. */
  about: string;
  messages: readonly ProtoMessage[];
  enums: readonly ProtoEnum[];
}

export interface ProtoMessage {
  name: string;
  about: string;
  fields: readonly { name: string; number: number; type: string; about: string }[];
}

export interface ProtoEnum {
  name: string;
  values: readonly { name: string; number: number; about: string }[];
}

/** The part of buf's JSON image (google.protobuf.FileDescriptorSet) that is read here. */
interface Image {
  file: readonly FileImage[];
}

interface FileImage {
  package: string;
  messageType?: readonly { name: string; field?: readonly FieldImage[] }[];
  enumType?: readonly { name: string; value: readonly { name: string; number: number }[] }[];
  sourceCodeInfo?: { location: readonly LocationImage[] };
}

interface FieldImage {
  name: string;
  number: number;
  label: string;
  type: string;
  typeName?: string;
}

interface LocationImage {
  path?: readonly number[];
  leadingComments?: string;
  leadingDetachedComments?: readonly string[];
}

// Field numbers within FileDescriptorProto, DescriptorProto and EnumDescriptorProto, which source paths are made of.
const MESSAGES = 4;
const FIELDS = 2;
const ENUMS = 5;
const VALUES = 2;

/** Our own files below `proto/`, by package. */
export async function readProtoFiles(): Promise<readonly ProtoFile[]> {
  const { isOk, stdout, stderr } = await run('buf', ['build', 'proto', '-o', '-#format=json'], ROOT);
  if (!isOk) throw new Error(`buf build failed:\n${stderr}`);
  return (JSON.parse(stdout) as Image).file.filter((file) => file.package.startsWith('psa_bridge.')).map(toProtoFile);
}

function toProtoFile({ package: name, messageType = [], enumType = [], sourceCodeInfo }: FileImage): ProtoFile {
  const locations = sourceCodeInfo?.location ?? [];
  const comments = new Map(locations.map(({ path = [], leadingComments = '' }) => [path.join('.'), inline(leadingComments)]));
  const about = (...path: readonly number[]): string => comments.get(path.join('.')) ?? '';
  return {
    package: name,
    about: inline(locations.flatMap(({ leadingDetachedComments = [] }) => leadingDetachedComments).join('\n')),
    messages: messageType.map((message, at) => ({
      name: message.name,
      about: about(MESSAGES, at),
      fields: (message.field ?? []).map((field, index) => ({
        name: field.name,
        number: field.number,
        type: typeOf(field),
        about: about(MESSAGES, at, FIELDS, index),
      })),
    })),
    enums: enumType.map((type, at) => ({
      name: type.name,
      values: type.value.map((value, index) => ({ ...value, about: about(ENUMS, at, VALUES, index) })),
    })),
  };
}

function typeOf({ label, type, typeName }: FieldImage): string {
  const plain = typeName === undefined ? type.replace('TYPE_', '').toLowerCase() : (typeName.split('.').at(-1) ?? typeName);
  return label === 'LABEL_REPEATED' ? `repeated ${plain}` : plain;
}

function inline(comment: string): string {
  return comment.replaceAll(/\s+/g, ' ').trim();
}
