import { GraphQLError, Kind, type ValidationRule } from 'graphql';

/**
 * AniList answers one list per `Page`, besides `pageInfo`: https://docs.anilist.co/guide/graphql/pagination.
 * Looks at fields written directly inside `Page`, which is how every document of ours writes them.
 */
export const oneListPerPageRule: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== 'Page') return;
    const lists = (node.selectionSet?.selections ?? []).filter(
      (selection) =>
        selection.kind === Kind.FIELD &&
        selection.name.value !== 'pageInfo' &&
        !selection.name.value.startsWith('__'),
    );
    if (lists.length > 1) {
      context.reportError(
        new GraphQLError(`Page holds ${lists.length} lists, only 1 is allowed.`, { nodes: lists }),
      );
    }
  },
});
