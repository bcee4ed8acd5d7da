import Testing

@testable import Wording

@Suite struct PhraseTests {
  @Test("a maqaf stands before digits and Latin letters, and not before a Hebrew word")
  func maqaf() throws {
    let w = try wording(.hebrew, "x: \"ב־{share} מהמסעות\"")
    #expect(w.plain("x", ["share": .text(w.percent(0.12))]) == "ב־12% מהמסעות")
    #expect(w.plain("x", ["share": .text(w.percent(0.004))]) == "בפחות מ־1% מהמסעות")
    #expect(w.plain("x", ["share": .text(.name("נוף"))]) == "ב־נוף מהמסעות")
  }

  @Test("a missing phrase, argument or word shows itself instead of crashing")
  func missing() throws {
    let w = try wording(.english, "hello: \"Hello {name}\"")
    #expect(w.plain("no.such") == "⟦no.such⟧")
    #expect(w.plain("hello") == "Hello ⟦name⟧")
    #expect(w.word("customer.many").plain == "⟦customer.many⟧")
    #expect(!w.has("no.such") && w.has("hello"))
  }

  @Test("bold, figures and names become runs of their own")
  func runs() throws {
    let w = try wording(
      .hebrew, "x: \"**שיא**: [[+{n}]] אצל {who}, סולם [[CES]] **{share} ו{change}**\"")
    let text = w(
      "x",
      [
        "n": .number(1_180), "who": .name("<Ben & Co>"), "share": .text(w.percent(0.46)), "change": .text(w.signed(-5)),
      ])
    #expect(
      text.runs == [
        .strong("שיא"), .text(": "), .figures("+1,180"), .text(" אצל "), .name("<Ben & Co>"), .text(", סולם "),
        .figures("CES"), .text(" "), .strong("46% ו"), .figures("−5"),
      ])
  }

  @Test("neighbouring words are one run")
  func joined() throws {
    let w = try wording(.english, "x: \"{n} of {all} rows\"")
    #expect(w("x", ["n": .count(3), "all": .number(9)]).runs == [.text("3 of 9 rows")])
  }

  @Test("a backslash takes a brace as it is")
  func backslash() throws {
    #expect(try wording(.english, #"x: 'a \{b\} \**'"#).plain("x") == "a {b} **")
  }

  @Test("the form follows the argument that `by` names, else the first count")
  func by() throws {
    let w = try wording(
      .english, "x: {by: days, one: \"{n} in a day\", other: \"{n} in {days} days\"}\ny: {one: a, other: b}")
    #expect(w("x", ["n": .count(5), "days": .count(1)]).plain == "5 in a day")
    #expect(w("x", ["n": .count(1), "days": .count(7)]).plain == "1 in 7 days")
    #expect(w("y", ["a": .number(5), "n": .count(1)]).plain == "a")
    #expect(w("y", [:]).plain == "b")
  }

  @Test("a phrase can hold another, counted by one of its own arguments")
  func nested() throws {
    let w = try wording(
      .hebrew,
      """
      count: {points: {one: נקודת מגע אחת, two: שתי נקודות מגע, other: "{n} נקודות מגע"}}
      x: "{measured@count.points} נמדדו, {rest@count.points} לא; {@tail}"
      tail: ראו {page}
      """)
    let text = w("x", ["measured": .count(8), "rest": .count(2), "page": .text("פרק ב׳")])
    #expect(text.plain == "8 נקודות מגע נמדדו, שתי נקודות מגע לא; ראו פרק ב׳")
  }

  @Test("a choice follows a word given as argument")
  func choice() throws {
    let w = try wording(.hebrew, "x: \"הציון {way:up=עלה|down=ירד|other=לא השתנה באופן מובהק}\"")
    #expect(w("x", ["way": .text("down")]).plain == "הציון ירד")
    #expect(w("x", ["way": .text("none")]).plain == "הציון לא השתנה באופן מובהק")
  }

  @Test("keys and placeholders are sorted, through forms, choices and other phrases")
  func placeholders() throws {
    let phrases = try Phrases(
      yaml: """
        vocabulary: {customer: {one: לקוח, many: לקוחות, gender: m}}
        page: {index: תקציר מנהלים, b: "{@c}{z@d} {customer:m=א|f=ב}"}
        c: "{a} {way:up={p}|other=x}"
        d: {one: אחד, other: "{n} מ־{all}"}

        """ + ownGrammar(.hebrew), language: .hebrew, file: "he.yml")
    #expect(phrases.keys == ["c", "d", "page.b", "page.index"])
    #expect(phrases.placeholders(of: "page.b") == ["a", "all", "p", "way", "z"])
    #expect(phrases.placeholders(of: "page.index") == [])
    #expect(phrases.concepts == ["customer"])
    #expect(phrases.forms(of: "customer") == ["definite", "definite-many", "gender", "many", "one"])
  }

  @Test("a concept is renamed as a whole or not at all")
  func incompleteVocabulary() throws {
    let yaml =
      "vocabulary: {customer: {one: לקוח, many: לקוחות, definite: הלקוח, gender: m}}\nx: \"{customer.many} {customer.one}\""
    let phrases = try Phrases(yaml: yaml + "\n" + ownGrammar(.hebrew), language: .hebrew, file: "he.yml")
    #expect(phrases.unknownForms(in: ["customer.few": "מטופלים", "customer.many": "מטופלים"]) == ["customer.few"])
    #expect(phrases.missingForms(in: ["customer": "מטופל"]) == ["customer.definite-many", "customer.many"])
    #expect(phrases.missingForms(in: ["client": "מטופל"]) == ["client"])
    #expect(phrases.missingForms(in: ["customer.one": "מטופל", "customer.many": "מטופלים"]) == [])
    #expect(try wording(.hebrew, yaml, vocabulary: ["customer": "מטופל"]).plain("x") == "לקוחות לקוח")
    let both = ["customer": "מטופל", "customer.many": "מטופלים"]
    let w = try wording(.hebrew, yaml, vocabulary: both)
    #expect(w.plain("x") == "מטופלים מטופל")
    #expect(w.word("customer.definite").plain == "המטופל")
  }

  @Test(
    "a phrase file's mistakes are told with line, key and what is wrong",
    arguments: [
      ("a: b\nx: \"{n\"", "he.yml:2: x: “{” is never closed"),
      ("x: \"**a\"", "he.yml:1: x: “**” is never closed"),
      ("x: \"[[a\"", "he.yml:1: x: “[[” is never closed"),
      ("x: \"a}\"", "he.yml:1: x: “}” closes nothing; write \\} for the character itself"),
      ("x: \"{a b}\"", "he.yml:1: x: “ ” cannot stand in “{a…}”; names are letters, digits, “-” and “_”"),
      ("x:", "he.yml:1: x: has no text; write \"\" if that is meant"),
      ("x: [a]", "he.yml:1: x: is neither a text nor a map"),
      ("x: \"{client.one}\"", "he.yml:1: x: “{client.one}”: the vocabulary has no “client”"),
      (
        "vocabulary: {club: {one: מועדון}}\nx: \"{club.few}\"",
        "he.yml:2: x: “{club.few}”: “club” has only definite, one"
      ),
      (
        "vocabulary: {club: {one: מועדון}}\nx: \"{club:m=א|f=ב}\"",
        "he.yml:2: x: “{club:…}”: the vocabulary gives “club” no gender"
      ),
      ("x: \"{@y}\"", "he.yml:1: x: names the phrase “y”, which does not exist"),
      ("x: \"{@y}\"\ny: \"{@x}\"", "he.yml:1: x: names itself, directly or through another phrase"),
      ("x: {one: a, two: b}", "he.yml:1: x: has no form “other”"),
      ("x: \"{n:one=a|two=b}\"", "he.yml:1: x: “{n:…}” has plural forms but no “other”"),
      ("x: \"ב-{n}\"", "he.yml:1: x: has a hyphen after a Hebrew prefix; write a maqaf (־)"),
      ("x: \"א\\u200F\"", "he.yml:1: x: holds the invisible mark U+200F; runs are isolated instead"),
      ("just text", "he.yml:1: wants keys and phrases"),
      ("x: a", "he.yml:1: language.plurals: is missing"),
      ("language: {plurals: {}}", "he.yml:1: language.numbers: is missing"),
      ("language: {plural: {}}", "he.yml:1: language: knows plurals and numbers, not “plural”"),
      (
        "language:\n  plurals: {one: \"i is 1\"}",
        "he.yml:2: language.plurals: “is” where “=” or “!=” was to stand"
      ),
      (
        "language: {plurals: {}, numbers: {group: \".\"}}",
        "he.yml:1: language.numbers: group and decimal must be told apart"
      ),
      (
        "language: {plurals: {one: \"n = 1\"}}\nx: {zero: a, other: b}",
        "he.yml:2: x: has the form “zero”, into which the language puts no number; write 0 for exactly none"
      ),
    ])
  func mistakes(yaml: String, expected: String) throws {
    let error = try #require(throws: WordingError.self) {
      try Phrases(yaml: yaml, language: .hebrew, file: "he.yml")
    }
    #expect(error.description == expected)
  }

  @Test("a key given twice, or text that is not YAML, is told with its line")
  func unreadable() throws {
    for yaml in ["x: a\ny: b\nx: c", "x: \"a"] {
      let error = try #require(throws: WordingError.self) {
        try Phrases(yaml: yaml, language: .hebrew, file: "he.yml")
      }
      #expect(error.description.hasPrefix("he.yml:"))
    }
  }
}
