import Journeys
import Wording

extension DataQuality {
  /// What makes it doubtful who is who: sources without a customer in common, one id that cannot be a person.
  var identityDoubts: [Sentence] {
    var sentences: [Sentence] = []
    let apart = joins.pairs.filter(\.isNone)
    if apart.count > 1, let first = apart.first {
      // A line for each pair would bury the rest: the page on the data names them all.
      sentences.append(
        Sentence(
          "identity.none-many",
          [
            "n": .count(apart.count), "first": .name(first.first), "second": .name(first.second),
            "key": .code("{file: NAME, kind: identities}"),
          ]))
    }
    for pair in apart where apart.count == 1 {
      sentences.append(
        Sentence(
          pair.hasAnswers ? "identity.no-answers" : "identity.none",
          [
            "first": .name(pair.first), "second": .name(pair.second), "a": .count(pair.inFirst),
            "b": .count(pair.inSecond), "key": .code("{file: NAME, kind: identities}"),
            "columns": .code("columns: {customer: NAME}"),
          ]))
    }
    for suspect in assembly.suspects {
      sentences.append(
        Sentence("identity.crowd", ["n": .count(suspect.events), "share": .code(percentText(suspect.share))]))
    }
    for source in sources {
      // A word for nobody is worth a line where it stands for many.
      let nameless = source.issues.entries.first { $0.kind == .placeholder }
      if let nameless, source.kind == .events, nameless.count * 100 > source.rowsRead,
        let word = nameless.samples.first?.value
      {
        sentences.append(
          Sentence(
            "identity.placeholder", ["file": .name(source.name), "n": .count(nameless.count), "word": .name(word)]))
      }
      let rounded = source.issues.count(of: .roundedNumber)
      if rounded > 0 {
        sentences.append(Sentence("identity.rounded", ["file": .name(source.name), "n": .count(rounded)]))
      }
    }
    if joins.refusedLinks > 0 {
      sentences.append(
        Sentence(
          "identity.refused", ["n": .count(joins.refusedLinks), "most": .number(IdentityTable.mostJoined)]))
    }
    return sentences
  }
}

/// A share with one decimal.
func percentText(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }
