import type { Versions } from "../../../labs/versions.js";
import { compareVersions } from "../../version.js";

/** The oldest Kubernetes of a week whose pods claim volumes: KANS week 7 has Loki. */
const VOLUMES_FROM = "1.30";
const FOLDER = "/var/local-volumes";

/** Nothing makes volumes: what is claimed must be there from the beginning, else it stays Pending. */
const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: standard
  annotations: {storageclass.kubernetes.io/is-default-class: "true"}
provisioner: kubernetes.io/no-provisioner
volumeBindingMode: WaitForFirstConsumer
`;

/** A volume that whoever claims one may get: a folder of the node. Its size is only what a claim is compared with. */
const volume = (name: string): string => `---
apiVersion: v1
kind: PersistentVolume
metadata: {name: local-${name}}
spec:
  storageClassName: standard
  capacity: {storage: 20Gi}
  accessModes: [ReadWriteOnce]
  hostPath: {path: ${FOLDER}/${name}, type: Directory}
`;

const volumesOf = ({ kubernetes }: Versions): readonly string[] =>
  compareVersions(kubernetes, VOLUMES_FROM) < 0 ? [] : ["1", "2", "3"];

/** What kind applies for the cluster's storage. */
export const storageManifest = (versions: Versions): string =>
  [storageClass, ...volumesOf(versions).map(volume)].join("");

/** What the node does before kubelet starts: folders into which the users of pods may write. */
export const storageCommands = (versions: Versions): readonly string[] => {
  const folders = volumesOf(versions).map((name) => `${FOLDER}/${name}`);
  return folders.length === 0 ? [] : [`/usr/bin/mkdir -p -m 0777 ${folders.join(" ")}`];
};
