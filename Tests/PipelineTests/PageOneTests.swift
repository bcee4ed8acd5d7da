import Foundation
import Pages
import TestSupport
import Testing

@testable import Pipeline

/// Page one of public data: whatever a client has, it answers the same six questions, and one thing has one number.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data folder is not beside this checkout"))
struct PageOneTests {
  /// A data set as somebody declares it who has never seen it.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var settings: String
    /// Where most stop; `nil` where nobody was seen to go anywhere.
    var stop: String?
    /// What stands first among the places to begin with.
    var first: String
    var testDescription: String { file }
  }

  private static let survey: String = {
    let rated = ["ART": "art", "FOOD": "food", "SIGN": "signs", "WIFI": "wifi", "PARK": "parking"]
    let questions = rated.sorted { $0.key < $1.key }.map {
      "{column: Q7\($0.key), metric: csat, missing: [0, 6, Blank], touchpoint: \($0.value)}"
    }
    return "kind: survey, type: relational, questions: [{column: NETPRO, metric: nps}, "
      + questions.joined(separator: ", ") + "]"
  }()

  static let cases = [
    Case(
      file: "clickstream/ecom.csv.gz",
      settings: """
        privacy: off
        touchpoints: [{id: purchase, kind: purchase}]
        funnel: {steps: [product_view, add_to_cart, cart, shipping_details, payment_details, purchase], window: none}
        sources: [{file: FILE, columns: {customer: user_id, time: timestamp, touchpoint: event, channel: platform}}]
        """,
      stop: "product_view", first: "product_view"),
    Case(
      file: "xes/receipt.csv", settings: "privacy: off\nsources: [{file: FILE}]",
      stop: "T10 Determine necessity to stop indication", first: "T10 Determine necessity to stop indication"),
    Case(
      file: "survey/sfo/2017_SFO_Customer_Survey.csv",
      settings: "period: undated\nsources: [{file: FILE, \(survey)}]", stop: nil, first: "food"),
  ]

  private func report(_ example: Case) throws -> MadeReport {
    let shared = try #require(Repository.sharedData)
    let folder = try TemporaryFolder()
    let name = try #require(example.file.split(separator: "/").last.map(String.init))
    try folder.copy(shared.appending(path: example.file), to: name)
    try folder.write(
      "project.yml",
      "client: {id: t, name: T}\nlanguages: [en, he]\n\(example.settings.replacing("FILE", with: name))\n")
    return try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
  }

  private static let words: [(stop: String, weak: [String], earlier: String, asides: [String])] = [
    (
      "Most stop at ", ["The weakest link is not measured", "The weakest link of the 5 touchpoints measured: food"],
      "No earlier period is compared", ["Owner", "Look at first"]
    ),
    (
      "המקום שבו הכי הרבה עוצרים: ", ["החוליה החלשה לא נמדדה", "food"], "אין תקופה קודמת להשוואה",
      ["באחריות", "מה לבדוק קודם"]
    ),
  ]

  @Test("where most stop, the weakest link, what is worth most, how sure, what first and who", arguments: cases)
  func answers(_ example: Case) throws {
    let made = try report(example)
    #expect(made.editions.count == 2)
    for (edition, words) in zip(made.editions, Self.words) {
      let page = try #require(edition.pages.first { $0.id == .summary })
      let opening = [page.headline.plain] + page.lead.map(\.plain)
      #expect(opening.contains { $0.hasPrefix(words.stop) } == (example.stop != nil), "\(opening)")
      if let stop = example.stop {
        #expect(opening.contains { $0.hasPrefix(words.stop + stop) }, "\(opening)")
        #expect(opening.contains { $0.contains(words.weak[0]) }, "\(opening)")
      } else {
        #expect(page.headline.plain.contains(words.weak[1]), "\(opening)")
      }
      let actions = page.actions
      #expect(actions.first?.title.plain == example.first)
      #expect(actions.count <= 3 && Set(actions.map(\.title.plain)).count == actions.count)
      for action in actions {
        #expect(action.value.value ?? 0 > 0 && !action.sentence.isEmpty && !action.note.isEmpty)
        #expect(Array(action.asides.map(\.label.plain).prefix(2)) == words.asides)
        #expect(action.asides.allSatisfy { !$0.text.isEmpty })
      }
      // Nobody is declared, so it says what to declare.
      #expect(page.paragraphs.contains { $0.contains("departments") })
      #expect(page.lines.filter { $0.contains(words.earlier) }.count == 1)
    }
  }

  @Test("what is ranked is worth at least one purchase as it is printed", arguments: cases)
  func atLeastOne(_ example: Case) throws {
    for edition in try report(example).editions {
      for page in edition.pages where page.id == .summary || page.id == .whatToDo {
        for action in page.actions {
          let first = action.value.text.plain.firstMatch(of: /[0-9][0-9,.]*/).map { String($0.output) }
          #expect(first != "0", "\(action.title.plain): \(action.value.text.plain)")
        }
      }
    }
  }

  @Test("one thing has one number: in the sentence, the row, the sieve and report.json", arguments: cases)
  func oneNumber(_ example: Case) throws {
    guard let stop = example.stop else { return }
    let made = try report(example)
    let file = try #require(made.site.files.first { $0.path == "report.json" })
    let json = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    let own = try #require(
      (json["touchpoints"] as? [[String: Any]])?.first { $0["id"] as? String == stop })
    let (lost, customers) = (try #require(own["lost"] as? Int), try #require(own["customers"] as? Int))
    for edition in made.editions {
      let page = try #require(edition.pages.first { $0.id == .summary })
      let sentence = try #require(page.lead.map(\.plain).first { $0.contains(stop) })
      let said = sentence.replacing(stop, with: "").matches(of: /[0-9][0-9,]*/).prefix(2).map {
        Int($0.output.replacing(",", with: ""))
      }
      #expect(said == [lost, customers], "\(sentence)")
      let action = try #require(page.actions.first { $0.title.plain == stop })
      #expect(action.bar?.lost == lost && action.bar?.customers == customers)
      let sieve = try #require(page.sieve)
      let column = try #require(sieve.touchpoints.first { $0.id == stop })
      #expect(column.leaked.value == Double(lost) && column.customers.value == Double(customers))
      // What a place is worth stands in its call-out, and on the page of all.
      let all = try #require(edition.pages.first { $0.id == .whatToDo }).actions
      for action in page.actions {
        #expect(all.contains { $0.title == action.title && $0.value == action.value })
        #expect(
          sieve.callOuts.contains {
            $0.title == action.title && $0.text.plain.contains(action.value.text.plain)
          })
      }
    }
  }
}

/// The same of whole clients: both samples, and one with visitors and without surveys.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data folder is not beside this checkout"))
struct PageOneOfClientsTests {
  /// What page one says in one language.
  struct Said: Sendable {
    /// Where most stop, or where the leak is biggest; and the weakest link, or that it is not measured.
    var stop, weak: String
    /// What stands first among the places to begin with, and who sees to it.
    var first, owner: String
  }

  struct Client: Sendable, CustomTestStringConvertible {
    var name: String
    var english, hebrew: Said
    var testDescription: String { name }
  }

  static let clients = [
    Client(
      name: "nof-home",
      english: Said(
        stop: "Most stop at the company site: 1,102 of 5,639 customers",
        weak: "The weakest link of the 7 touchpoints measured: the call centre", first: "Company site",
        owner: "Digital"),
      hebrew: Said(
        stop: "המקום שבו הכי הרבה עוצרים: אתר החברה. 1,102 מתוך 5,639 לקוחות",
        weak: "החוליה החלשה מבין 7 נקודות המגע שנמדדו: המוקד הטלפוני", first: "אתר החברה", owner: "דיגיטל")),
    Client(
      name: "bria-clinic",
      english: Said(
        stop: "Most stop at the call to the desk: 82 of 244 patients", weak: "The lowest score: the call to the desk",
        first: "Call to the desk", owner: "Front desk"),
      hebrew: Said(
        stop: "המקום שבו הכי הרבה עוצרים: השיחה עם המזכירות. 82 מתוך 244 מטופלים",
        weak: "הציון הנמוך ביותר: השיחה עם המזכירות", first: "שיחה עם המזכירות", owner: "מזכירות")),
    Client(
      name: "messy",
      english: Said(
        stop: "The biggest leak among the customers we could recognise: Checkout",
        weak: "The weakest link is not measured",
        first: "Checkout", owner: "nobody is declared"),
      hebrew: Said(
        stop: "הדליפה הגדולה ביותר אצל הלקוחות שזוהו: תחילת תשלום", weak: "החוליה החלשה לא נמדדה", first: "תחילת תשלום",
        owner: "לא הוגדר אחראי")),
  ]

  @Test("where most stop, the weakest link, what is worth most, how sure, what first and who", arguments: clients)
  func answers(_ client: Client) throws {
    let messy = client.name == "messy" ? try MessyClient.folder(tills: ["tills.xlsx"]) : nil
    let project = messy?.path("project.yml") ?? Repository.root.appending(path: "data/\(client.name)").path
    let made = try MadeReport(
      try ProjectFiles(argument: project),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 2)
    #expect(made.editions.count == 2)
    for edition in made.editions {
      let isHebrew = edition.frame.language == .hebrew
      let said = isHebrew ? client.hebrew : client.english
      let page = try #require(edition.pages.first { $0.id == .summary })
      let opening = ([page.headline] + page.lead).map(\.plain).joined(separator: " ")
      #expect(opening.contains(said.stop) && opening.contains(said.weak), "\(opening)")
      #expect(page.lead.count <= 2 && page.keyFigures.count == 3)
      let actions = page.actions
      #expect(1...3 ~= actions.count)
      let first = try #require(actions.first)
      #expect(first.title.plain == said.first)
      // What is worth most stands first, each with its range, how sure it is, its owner and what to look at.
      #expect(zip(actions, actions.dropFirst()).allSatisfy { $0.value.value ?? 0 >= $1.value.value ?? 0 })
      for action in actions {
        #expect(!action.value.text.isEmpty && !action.note.isEmpty && !action.sentence.isEmpty)
        #expect(
          action.asides.map(\.label.plain).prefix(2)
            == (isHebrew ? ["באחריות", "מה לבדוק קודם"] : ["Owner", "Look at first"]))
        #expect(action.asides.allSatisfy { !$0.text.isEmpty })
      }
      #expect(first.asides.first?.text.plain == said.owner)
      let earlier = isHebrew ? "אין תקופה קודמת להשוואה" : "No earlier period is compared"
      #expect(page.lines.filter { $0.contains(earlier) }.count == 1)
    }
  }
}

extension Page {
  fileprivate var blocks: [Block] { sections.flatMap(\.blocks) }

  fileprivate var actions: [Action] {
    blocks.flatMap { block -> [Action] in if case .actions(let own) = block { own } else { [] } }
  }

  fileprivate var paragraphs: [String] {
    blocks.compactMap { block in if case .paragraph(let text) = block { text.plain } else { nil } }
  }

  fileprivate var lines: [String] {
    blocks.flatMap { block -> [String] in if case .list(let items) = block { items.map(\.plain) } else { [] } }
  }

  fileprivate var sieve: SieveFigure? {
    for case .figure(let own) in blocks { if case .sieve(let sieve) = own.figure { return sieve } }
    return nil
  }
}
