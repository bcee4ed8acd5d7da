import Basics
import Journeys

/// A declared funnel, resolved against a log's catalog.
package struct FunnelPlan: Sendable, Equatable {
  /// What serves one step, and how it follows the one before.
  package struct Step: Sendable, Equatable {
    /// A stage or a touchpoint, by its code.
    package enum Subject: Sendable, Equatable {
      case stage(Int)
      case touchpoint(Int)
    }
    package var subject: Subject
    package var isOptional: Bool
    /// Must be the very next event after the step before.
    package var isNext: Bool
  }
  package var steps: [Step]
  /// Microseconds from entry to the last step, inclusive; `nil`: none.
  package var window: Int64?
  /// Bit j of `masks[touchpoint]`: an event there can serve step j.
  package var masks: [UInt32]
  /// Bit j of `kills[touchpoint]`: an event there ends an attempt that has reached step j and no later one.
  package var kills: [UInt32]
  package var isDeclared: Bool

  package var last: Int { steps.count - 1 }
  /// Only `eventually` arrows and nothing excluded: the best chain is then the greedy one.
  var isPlain: Bool { !steps.contains { $0.isNext || $0.isOptional } && !kills.contains { $0 != 0 } }

  /// The plan up to the last step at which customers buy: what lies behind the purchase cannot be asked of it.
  func throughPurchase(_ catalog: Catalog) -> FunnelPlan {
    var served: UInt32 = 0
    for (code, touchpoint) in catalog.touchpoints.enumerated() where touchpoint.kind == .purchase {
      served |= masks[code]
    }
    guard served != 0 else { return self }
    var plan = self
    plan.steps = Array(steps.prefix(32 - served.leadingZeroBitCount))
    plan.steps[plan.last].isOptional = false
    return plan
  }

  /// An unknown step in a project without declared touchpoints, found only now that the data are read.
  package struct UnknownStep: SayableError {
    package var id: String
    package var known: [String]
    package var sentence: Sentence {
      Sentence("error.project.no-step", ["id": .name(id), "known": .list(known.prefix(20).map { .name($0) })])
    }
  }

  /// The declared funnel, or the stages in order up to the first in which customers buy.
  package init(_ blueprint: Blueprint, _ catalog: Catalog) throws(UnknownStep) {
    masks = [UInt32](repeating: 0, count: catalog.touchpoints.count)
    kills = masks
    steps = []
    window = blueprint.windows.conversion
    isDeclared = blueprint.funnel != nil
    if let declared = blueprint.funnel {
      window = declared.window
      for step in declared.steps {
        let subject: Step.Subject
        if let stage = catalog.stages.firstIndex(where: { $0.id == step.id }) {
          subject = .stage(stage)
        } else if let touchpoint = catalog.touchpoints.firstIndex(where: { $0.id == step.id }) {
          subject = .touchpoint(touchpoint)
        } else {
          throw UnknownStep(id: step.id, known: catalog.stages.map(\.id) + catalog.touchpoints.map(\.id))
        }
        steps.append(Step(subject: subject, isOptional: step.isOptional, isNext: step.arrow == .next))
      }
      for exclusion in declared.exclusions {
        guard let a = declared.steps.firstIndex(where: { $0.id == exclusion.from }),
          let b = declared.steps.firstIndex(where: { $0.id == exclusion.to })
        else { continue }
        guard let touchpoint = catalog.touchpoints.firstIndex(where: { $0.id == exclusion.touchpoint }) else {
          throw UnknownStep(id: exclusion.touchpoint, known: catalog.touchpoints.map(\.id))
        }
        for level in a..<b { kills[touchpoint] |= 1 << UInt32(level) }
      }
    } else {
      let buying = catalog.touchpoints.filter { $0.kind == .purchase }.map(\.stage).min()
      for stage in 0...min(31, buying ?? max(0, catalog.stages.count - 1)) where stage < catalog.stages.count {
        steps.append(Step(subject: .stage(stage), isOptional: false, isNext: false))
      }
    }
    for (code, touchpoint) in catalog.touchpoints.enumerated() where touchpoint.isCustomerTouch {
      for (j, step) in steps.enumerated() {
        switch step.subject {
        case .stage(let stage) where touchpoint.stage == stage: masks[code] |= 1 << UInt32(j)
        case .touchpoint(let own) where own == code: masks[code] |= 1 << UInt32(j)
        case .stage, .touchpoint: break
        }
      }
    }
  }

  /// A funnel over touchpoint codes, for worked examples.
  package init(touchpoints steps: [Int], count: Int, window: Int64?, exclude: Int? = nil) {
    self.steps = steps.map { Step(subject: .touchpoint($0), isOptional: false, isNext: false) }
    self.window = window
    isDeclared = true
    masks = [UInt32](repeating: 0, count: count)
    kills = masks
    for (j, code) in steps.enumerated() { masks[code] |= 1 << UInt32(j) }
    if let exclude { for level in 0..<(steps.count - 1) { kills[exclude] |= 1 << UInt32(level) } }
  }
}
