/** What the editor starts with. */
export const FIRST_QUERY = `# Welcome to the Persistent Chat Gateway.
#
# Press the button with the arrow, or Ctrl-Enter, to run this query.
# Ctrl-Space completes what you write; the book on the left holds the whole schema.

query Welcome {
  # Who you are, and until when.
  viewer {
    actor
    role
    tokenExpiresAt
  }

  # The first rooms by name, with the category that walls them in.
  rooms(first: 10) {
    totalCount
    nodes {
      identity
      privacy
      category {
        name
      }
      members(first: 3) {
        totalCount
        nodes {
          displayName
        }
      }
    }
  }
}
`;
