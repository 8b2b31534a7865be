import { definePart } from "./part.js";

/** The book's catalog service: v1, and v2 from step 1.50 on behind the same Service. */
export const catalog = definePart({ name: "catalog", token: "istio-lab:apps:Catalog" });

/** The book's web application, which calls catalog. */
export const webapp = definePart({ name: "webapp", token: "istio-lab:apps:Webapp" });

/** The book's forum, which calls a service outside the cluster. */
export const forum = definePart({ name: "forum", token: "istio-lab:apps:Forum" });

/** simple-web and the backends that it calls, in whatever form the step has them. */
export const simpleWeb = definePart({ name: "simple-web", token: "istio-lab:apps:SimpleWeb" });

/** The book's server that says back what it is told, over TCP. */
export const tcpEcho = definePart({ name: "tcp-echo", token: "istio-lab:apps:TcpEcho" });

/** The book's services that end TLS themselves. */
export const simpleTls = definePart({ name: "simple-tls", token: "istio-lab:apps:SimpleTls" });

/** The web server of KANS week 7. */
export const nginx = definePart({ name: "nginx", token: "istio-lab:apps:Nginx" });

/** The sample application of the Istio release: a page of a book, and the three services that it asks. */
export const bookinfo = definePart({
  name: "bookinfo",
  token: "istio-lab:apps:Bookinfo",
  isSampleApp: true,
});

/** A pod to call services from inside the cluster; its namespace says whether it has a sidecar. */
export const netshoot = definePart({ name: "netshoot", token: "istio-lab:apps:Netshoot" });
