/// The questions of a LimeSurvey structure, from the tables of its `.lss`; newer versions keep texts in tables of their own.
struct LimeSurveyStructure {
  private var texts: [String: String] = [:]
  private var subTexts: [String: [String: String]] = [:]
  private var labels: [String: [AnswerLabel]] = [:]
  /// Every question, subquestions one by one, in the file's order, under the names that a CSV with codes has.
  private(set) var questions: [QuestionColumn] = []

  /// The structure in one language; in the file's first where it names none.
  init(_ tables: [String: [[String: String]]], language: String?) {
    func isWanted(_ row: [String: String]) -> Bool {
      guard let own = row["language"], let language, !own.isEmpty else { return true }
      return own == language
    }
    func ownTexts(_ table: String, _ id: String, _ text: String) -> [String: String] {
      var result: [String: String] = [:]
      for row in tables[table] ?? [] where isWanted(row) {
        if let key = row[id], let value = row[text], result[key] == nil { result[key] = value }
      }
      return result
    }
    let questionTexts = ownTexts("question_l10ns", "qid", "question")
    let answerTexts = ownTexts("answer_l10ns", "aid", "answer")
    for row in tables["answers"] ?? [] where isWanted(row) {
      guard let qid = row["qid"], let code = row["code"] else { continue }
      let text = row["answer"] ?? row["aid"].flatMap { answerTexts[$0] } ?? code
      if labels[qid]?.contains(where: { $0.code == code }) != true {
        labels[qid, default: []].append(AnswerLabel(code: code, label: plainText(text)))
      }
    }
    let all = ((tables["questions"] ?? []) + (tables["subquestions"] ?? [])).filter(isWanted)
    var seen: Set<String> = []
    var children: [String: [(code: String, text: String)]] = [:]
    var parents: [(qid: String, row: [String: String])] = []
    for row in all {
      guard let qid = row["qid"], seen.insert(qid).inserted else { continue }
      let text = plainText(row["question"] ?? questionTexts[qid] ?? row["title"] ?? "")
      if let parent = row["parent_qid"], parent != "0", !parent.isEmpty {
        children[parent, default: []].append((row["title"] ?? "", text))
        subTexts[parent, default: [:]][row["title"] ?? ""] = text
      } else {
        texts[qid] = text
        parents.append((qid, row))
      }
    }
    for (qid, row) in parents { add(qid, row, children[qid] ?? []) }
    let names = uniqueNames(questions.map(\.column))
    for index in questions.indices { questions[index].column = names[index] }
  }

  private mutating func add(_ qid: String, _ row: [String: String], _ children: [(code: String, text: String)]) {
    let type = row["type"] ?? ""
    // Texts that are only shown, and values that are only computed, ask nothing.
    if type == "X" || type == "*" { return }
    let title = row["title"] ?? qid
    let text = texts[qid] ?? title
    let cells =
      children.isEmpty
      ? [(title, text)] : children.map { ("\(title)[\($0.code)]", $0.text.isEmpty ? text : "\(text) [\($0.text)]") }
    for (column, text) in cells {
      var guess = QuestionGuess(column: column, text: text)
      guess.labels = labels[qid] ?? []
      // Long, short and huge free text; several short texts.
      guess.isOpen = ["T", "U", "S", "Q"].contains(type)
      var question = guess.question
      // Arrays of five and ten points, and the choice of five, have their scale in their type.
      if ["5", "A", "B"].contains(type) { (question.low, question.high) = (1, type == "B" ? 10 : 5) }
      questions.append(question)
    }
  }

  /// The question of a field such as `998192X12X345SQ001`: survey, group and question, then the subquestion.
  func question(ofField field: String) -> (text: String, labels: [AnswerLabel])? {
    let parts = field.split(separator: "X", maxSplits: 2)
    guard parts.count == 3, parts[0].allSatisfy(\.isNumber), parts[1].allSatisfy(\.isNumber) else { return nil }
    // Ids have no end of their own where a subquestion's code follows: the longest known one is meant.
    let digits = parts[2].prefix { $0.isNumber }
    for length in stride(from: digits.count, to: 0, by: -1) {
      let qid = String(digits.prefix(length))
      guard let text = texts[qid] else { continue }
      let code = String(parts[2].dropFirst(length).prefix { $0 != "#" })
      let sub = subTexts[qid]?[code].map { " [\($0)]" } ?? ""
      return (text + sub, labels[qid] ?? [])
    }
    return nil
  }
}
