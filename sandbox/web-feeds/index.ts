export {
  atomDocument,
  jsonFeedDocument,
  rssDocument,
  type SandboxFeed,
  type SandboxItem,
} from './feed-documents';
export { SandboxWebFeeds } from './sandbox-web-feeds';
