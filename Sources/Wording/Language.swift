import Basics

/// The entry of the list of languages that a wording is for.
package typealias Language = Basics.Language
/// Which way a language is written.
package typealias Direction = Basics.Direction
