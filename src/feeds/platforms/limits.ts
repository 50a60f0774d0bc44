/** What is kept of texts that somebody else writes, in UTF-16 units. */
export const LONGEST_TITLE = 300;
export const LONGEST_NUMBER = 32;
export const MOST_TAGS = 30;
/** As the port promises of a snapshot. */
export const MOST_RELEASES = 100;
export const MOST_MATCHES = 10;
