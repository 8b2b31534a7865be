import type * as pulumi from "@pulumi/pulumi";
import { PartComponent, type PartArgs } from "../part.js";
import { serviceAddress } from "../part-outputs.js";

type Options = pulumi.ComponentResourceOptions;

/** The namespaces of the exercises, with their injection label. */
export class Namespaces extends PartComponent {
  static readonly token = "istio-lab:apps:Namespaces";

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Namespaces.token, name, args, opts);
    this.registerOutputs({});
  }
}

/** The book's catalog service: v1, and v2 from step 1.50 on behind the same Service. */
export class Catalog extends PartComponent {
  static readonly token = "istio-lab:apps:Catalog";
  /** `catalog.istioinaction:80` as seen from inside the cluster. */
  readonly address: string | undefined;

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Catalog.token, name, args, opts);
    this.address = serviceAddress(args.objects, "catalog");
    this.registerOutputs({ address: this.address });
  }
}

/** The book's web application, which calls catalog. */
export class Webapp extends PartComponent {
  static readonly token = "istio-lab:apps:Webapp";
  /** `webapp.istioinaction:80` as seen from inside the cluster. */
  readonly address: string | undefined;

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Webapp.token, name, args, opts);
    this.address = serviceAddress(args.objects, "webapp");
    this.registerOutputs({ address: this.address });
  }
}

/** The book's forum, which calls a service outside the cluster. */
export class Forum extends PartComponent {
  static readonly token = "istio-lab:apps:Forum";
  /** `forum.istioinaction:80` as seen from inside the cluster. */
  readonly address: string | undefined;

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Forum.token, name, args, opts);
    this.address = serviceAddress(args.objects, "forum");
    this.registerOutputs({ address: this.address });
  }
}

/** simple-web and the backends that it calls, in whatever form the step has them. */
export class SimpleWeb extends PartComponent {
  static readonly token = "istio-lab:apps:SimpleWeb";
  /** `simple-web.istioinaction:80` as seen from inside the cluster. */
  readonly address: string | undefined;

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(SimpleWeb.token, name, args, opts);
    this.address = serviceAddress(args.objects, "simple-web");
    this.registerOutputs({ address: this.address });
  }
}

/** A pod to call services from inside the cluster; its namespace says whether it has a sidecar. */
export class Netshoot extends PartComponent {
  static readonly token = "istio-lab:apps:Netshoot";

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Netshoot.token, name, args, opts);
    this.registerOutputs({});
  }
}

/** The mesh configuration that the exercises write: Gateway, VirtualService, DestinationRule. */
export class Routing extends PartComponent {
  static readonly token = "istio-lab:istio:Routing";

  constructor(name: string, args: PartArgs, opts?: Options) {
    super(Routing.token, name, args, opts);
    this.registerOutputs({});
  }
}
