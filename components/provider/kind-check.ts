import { isAbsolute } from "node:path";
import { inSubnet } from "../../labs/subnet.js";
import type { KindInputs } from "./kind-config.js";

/** What is wrong with one field. */
export interface InputFailure {
  readonly property: string;
  readonly reason: string;
}

/** What kind itself allows. */
const NAME = /^[a-z0-9.-]+$/;
/** kind warns above it: the name of the node's container gets too long for a host name. */
const NAME_LIMIT = 50;
const LAST_PORT = 65_535;

/** Says what kind would refuse only after minutes, or not at all. Nothing wrong: an empty list. */
export function checkKindInputs(inputs: KindInputs): InputFailure[] {
  return [...name(inputs), ...ports(inputs), ...subnets(inputs), ...mounts(inputs)];
}

function name(inputs: KindInputs): InputFailure[] {
  if (NAME.test(inputs.name) && inputs.name.length <= NAME_LIMIT) return [];
  const reason = `"${inputs.name}" is no name for kind: small letters, digits, "." and "-", at most ${NAME_LIMIT} of them`;
  return [{ property: "name", reason }];
}

function ports({ ports: mappings, apiServerPort }: KindInputs): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail = (property: string, reason: string): void => void failures.push({ property, reason });
  const seen = new Set(apiServerPort === 0 ? [] : [apiServerPort]);
  if (!isPort(apiServerPort) && apiServerPort !== 0) {
    fail("apiServerPort", `${apiServerPort} is no port: 0 (any) or 1 to ${LAST_PORT}`);
  }
  mappings.forEach(({ hostPort, containerPort }, index) => {
    for (const port of [hostPort, containerPort].filter((value) => !isPort(value))) {
      fail(`ports[${index}]`, `${port} is no port: 1 to ${LAST_PORT}`);
    }
    if (seen.has(hostPort)) fail(`ports[${index}]`, `host port ${hostPort} is used twice`);
    seen.add(hostPort);
  });
  return failures;
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= LAST_PORT;

function subnets({ podSubnet, serviceSubnet }: KindInputs): InputFailure[] {
  const failures = Object.entries({ podSubnet, serviceSubnet })
    .filter(([, subnet]) => !subnet.includes("/") || !inSubnet(subnet, subnet))
    .map(([property, subnet]) => ({
      property,
      reason: `"${subnet}" is no IPv4 network like 10.10.0.0/16`,
    }));
  if (failures.length > 0) return failures;
  if (!inSubnet(podSubnet, serviceSubnet) && !inSubnet(serviceSubnet, podSubnet)) return [];
  return [
    { property: "serviceSubnet", reason: `${serviceSubnet} overlaps podSubnet ${podSubnet}` },
  ];
}

function mounts({ extraMounts }: KindInputs): InputFailure[] {
  return extraMounts.flatMap(({ hostPath, containerPath }, index) =>
    [hostPath, containerPath]
      .filter((path) => !isAbsolute(path))
      .map((path) => ({
        property: `extraMounts[${index}]`,
        reason: `"${path}" must be an absolute path`,
      })),
  );
}
