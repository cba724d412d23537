/** What the editor starts with. */
export const FIRST_QUERY = `# Welcome to the Persistent Chat Gateway.
#
# Ctrl-Enter, or the arrow, runs this query.
# Ctrl-Space completes what you write.
# The book at the left edge is the schema.

query Welcome {
  # Who you are, and until when.
  viewer {
    actor
    role
    tokenExpiresAt
  }

  # The first rooms, by name.
  rooms(first: 10) {
    totalCount
    nodes {
      identity
      privacy
      # The wall around the room.
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
