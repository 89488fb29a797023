/** Of the name of anything. */
export const MAX_NAME_LENGTH = 200;
/** RFC 5321 section 4.5.3.1: 64 before the @, 255 after it. */
export const MAX_EMAIL_LENGTH = 320;
/** A label of a host name (RFC 1123), so that it stands in a URL as it is. Never the shape of an id: those have an underscore. */
export const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
