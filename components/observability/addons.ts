import type * as pulumi from "@pulumi/pulumi";
import { PartComponent, type PartArgs } from "../part.js";
import { nodePort } from "../part-outputs.js";

type Options = pulumi.ComponentResourceOptions;

/** A part with a web page on a node port. */
abstract class PublishedPart extends PartComponent {
  /** The node port of its page; undefined while the step publishes it nowhere. */
  readonly nodePort: number | undefined;

  constructor(token: string, name: string, service: string, args: PartArgs, opts?: Options) {
    super(token, name, args, opts);
    this.nodePort = nodePort(args.objects, service);
    this.registerOutputs({ nodePort: this.nodePort });
  }
}

/** The sample Prometheus of the Istio release. */
export class Prometheus extends PublishedPart {
  static readonly token = "istio-lab:observability:Prometheus";
  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Prometheus.token, name, "prometheus", args, opts);
  }
}

/** The sample Grafana of the Istio release, with Istio's dashboards. */
export class Grafana extends PublishedPart {
  static readonly token = "istio-lab:observability:Grafana";
  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Grafana.token, name, "grafana", args, opts);
  }
}

/** The sample Jaeger of the Istio release; its page is the Service `tracing`. */
export class Jaeger extends PublishedPart {
  static readonly token = "istio-lab:observability:Jaeger";
  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Jaeger.token, name, "tracing", args, opts);
  }
}

/** The sample Kiali of the Istio release. */
export class Kiali extends PublishedPart {
  static readonly token = "istio-lab:observability:Kiali";
  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Kiali.token, name, "kiali", args, opts);
  }
}

/** A live picture of nodes and pods (weeks/week1.md 2.4). */
export class KubeOpsView extends PublishedPart {
  static readonly token = "istio-lab:observability:KubeOpsView";
  constructor(name: string, args: PartArgs, opts?: Options) {
    super(KubeOpsView.token, name, "kube-ops-view", args, opts);
  }
}

/** The resource metrics that `kubectl top` and the autoscalers read. */
export class MetricsServer extends PartComponent {
  static readonly token = "istio-lab:observability:MetricsServer";

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(MetricsServer.token, name, args, opts);
    this.registerOutputs({});
  }
}
