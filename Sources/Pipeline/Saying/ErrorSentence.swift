import Wording

/// What is wrong, where, and what would be right; `nil` for what this program does not know.
package func sentence(for error: any Error) -> Sentence? { (error as? any SayableError)?.sentence }
