/** `engine`: harms Pulumi's engine, its plugins or its program. `tools`: only what the lab runs besides. */
export type Reach = "engine" | "tools";

/** Variables of the user's shell that are left out. */
export interface LeftOut {
  readonly names: RegExp;
  readonly harms: Reach;
  /** What it would do. */
  readonly why: string;
}

/**
 * What of the user's shell is left out. What has a value of the lab's own instead is in `labEnvironment`.
 */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    names: /^PULUMI_/,
    harms: "engine",
    why: "Settings for the user's own projects: another passphrase, backend or form of the state (PULUMI_DIY_BACKEND_GZIP), flags of every command (PULUMI_OPTION_REFRESH), defaults of the Kubernetes provider (PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY)",
  },
  {
    names: /^(?:NODE_PATH|NODE_ENV|NODE_V8_COVERAGE|NODE_PRESERVE_SYMLINKS(?:_MAIN)?)$/,
    harms: "engine",
    why: "Other modules than those of the checkout would be loaded, or a file written for each process",
  },
  {
    names: /^(?:TSX|TS_NODE|ESBUILD)_/,
    harms: "engine",
    why: "The loader of the lab's programs would take another project's tsconfig.json or esbuild",
  },
  {
    names: /^GRPC_(?!DEFAULT_SSL_ROOTS)/,
    harms: "engine",
    why: "Traces in what is read or shown",
  },
  {
    names: /^GODEBUG$/,
    harms: "engine",
    why: "Traces on the standard error of every program in Go; istioctl's is read",
  },
  {
    names: /^DOCKER_(?:DEFAULT_PLATFORM|CONTENT_TRUST(?:_SERVER)?)$/,
    harms: "engine",
    why: "The node of another platform would be pulled and emulated; images without a signature would be refused",
  },
  {
    names:
      /^(?:KUBE(?:CONFIG|CACHEDIR|RC)$|KUBE_|KUBECTL_|KUBERNETES_(?:MASTER|SERVICE_|PORT)|POD_NAMESPACE$)/,
    harms: "tools",
    why: "Another cluster, other defaults and another output of kubectl and istioctl, or of a pod that holds the shell",
  },
  {
    names: /^(?:ISTIOCONFIG$|ISTIOCTL_|ISTIO_(?!LAB_)|PILOT_)/,
    harms: "tools",
    why: "istioctl takes flags and features of istiod from them: ISTIOCTL_REVISION, ISTIOCTL_PREFER_EXPERIMENTAL",
  },
  {
    names: /^(?:KIND|KWOK|ETCD|ETCDCTL)_/,
    harms: "tools",
    why: "kwokctl (KWOK_KUBE_VERSION, KWOK_RUNTIME), kind (KIND_EXPERIMENTAL_DOCKER_NETWORK) and etcd take settings of the cluster from them",
  },
  {
    names: /^(?:GOFLAGS|GOOS|GOARCH|GOARM|GOAMD64|GO111MODULE|GOROOT|GOBIN|GOEXPERIMENT|GOWORK)$/,
    harms: "tools",
    why: "Tools would be built for another machine or in another way; where modules come from (GOPROXY) stays",
  },
  {
    names: /^(?:BASH_ENV|ENV|CDPATH|SHELLOPTS|BASHOPTS|POSIXLY_CORRECT|GLOBIGNORE|BASH_FUNC_.*)$/,
    harms: "tools",
    why: "A shell would run other code, print the folders it goes to, or stop elsewhere",
  },
  {
    names:
      /^(?:LANGUAGE|PS_FORMAT|PS_PERSONALITY|I_WANT_A_BROKEN_PS|CMD_ENV|COLUMNS|LINES|FORCE_COLOR|CLICOLOR_FORCE|GREP_OPTIONS|TAR_OPTIONS|GZIP|(?:DF_)?BLOCK_?SIZE)$/,
    harms: "tools",
    why: "Another form of what is read: columns that are cut, colours, other words; other files from an archive",
  },
];
