import type { CertificatesSpec } from "../certificates.js";
import { MARKS, type ItemKey, type Kind } from "./kind.js";

/** An authority and what it has signed: files on the host, which need no cluster. */
export interface CertificatesItem {
  readonly kind: "certificates";
  readonly spec: CertificatesSpec;
}

/** The key of the authority of a name. */
export const certificatesKey = (name: string): ItemKey => `certificates/${name}`;

export const certificatesKind: Kind<CertificatesItem> = {
  key: ({ spec }) => certificatesKey(spec.name),
  title: ({ spec }) => `certificates for ${spec.host}`,
  content: ({ spec }) => spec,
  needsCluster: false,
  inDiff: ({ spec }, { kind, fields }) => ({
    mark: MARKS[kind],
    text: `certificates for ${spec.host} in ${spec.folder}`,
    fields,
  }),
};
