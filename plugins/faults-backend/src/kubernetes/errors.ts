/** A host name that does not resolve, in the words of Go, glibc, Java, Node and Python. */
export const NAME_UNRESOLVED =
  /no such host|name resolution|server misbehaving|lookup \S{1,300}(?: on \S{1,300})?: i\/o timeout|NXDOMAIN|Name or service not known|ENOTFOUND|EAI_AGAIN|UnknownHostException|nodename nor servname/;

/** A connection that nobody took, or that did not get through. */
export const NOT_CONNECTED =
  /connection refused|ECONNREFUSED|failed to connect|i\/o timeout|context deadline|no route to host|timed? ?out|UnableToConnect/i;

/** A volume that one node at a time may use is used on another one. */
export const HELD_BY_ANOTHER = /Multi-Attach error/;
