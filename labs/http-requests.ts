/** A request of a check. It has no body, and a redirection is an answer like any other. */
export interface HttpRequest {
  readonly url: string;
  /** Default GET. A POST has no body either. */
  readonly method?: "GET" | "HEAD" | "POST";
  /** `Host` among them where a name is asked that the host can't resolve. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The name in TLS's greeting. Default: the URL's. Certificates are not verified: a lab makes its own.
   * From a pod it is always the URL's.
   */
  readonly sni?: string;
}

/**
 * Requests that are sent before a check looks, so that there is something to see: at once, and again every 5 s
 * while it does not hold, since a proxy may get its configuration after the first of them.
 */
export interface Traffic extends HttpRequest {
  readonly requests: number;
}
